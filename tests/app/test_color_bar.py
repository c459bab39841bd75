"""The bar that says how loss becomes colour."""

import pytest

from app.widgets.number_field import short_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.31, "0.31"),
        (4.6, "4.6"),
        (121_000, "1.2e5"),
        (566.2, "566"),
        (1e-31, "0"),
        (-1.0316, "−1"),
        (3e-5, "3e−5"),
    ],
)
def test_losses_are_short(value: float, text: str) -> None:
    assert short_number(value) == text
