"""What a parameter accepts, and how it says no."""

import math
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.messages import Message, TalwegError
from core.optimizers import OPTIMIZERS
from core.parameters import Parameter
from core.surface.catalogue import SURFACES

ALL = [
    *(
        p
        for o in OPTIMIZERS.values()
        for p in (o.learning_rate, *o.hyperparameters)
        if isinstance(p, Parameter)
    ),
    *(p for surface in SURFACES.values() for p in surface.parameters),
]


def bounded(**bounds: float) -> Parameter:
    return Parameter(name="t", title="t", symbol="t", default=0.5, low=0.0, high=1.0, **bounds)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, -(10**400)])
def test_only_finite_numbers(value: float) -> None:
    with pytest.raises(TalwegError, match=r"^here has to be a finite number\.$"):
        bounded().check(value, "here")


@pytest.mark.parametrize(
    ("bounds", "value", "sentence"),
    [
        ({"at_least": 0.0}, -5e-324, "here is -5e-324; it has to be 0 or more."),
        ({"at_most": 1.0}, 1.0000001, "here is 1.0000001; it has to be 1 or less."),
        ({"below": 1.0}, 1.0, "here is 1.0; it has to be below 1."),
        ({"at_least": 1e-3}, 0, "here is 0; it has to be 0.001 or more."),
    ],
)
def test_a_bound_is_named_with_the_value(bounds: dict[str, float], value: float, sentence: str) -> None:
    with pytest.raises(TalwegError) as refused:
        bounded(**bounds).check(value, "here")
    assert str(refused.value) == sentence


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["at_least", "at_most", "below"]))
def test_a_bound_parts_the_numbers(value: float, bound: str) -> None:
    accepts = {"at_least": value >= 0.25, "at_most": value <= 0.25, "below": value < 0.25}[bound]
    if accepts:
        bounded(**{bound: 0.25}).check(value, "here")
    else:
        with pytest.raises(TalwegError):
            bounded(**{bound: 0.25}).check(value, "here")


def test_without_bounds_every_finite_number_will_do() -> None:
    for value in (-sys.float_info.max, sys.float_info.max, 0, -3, 5e-324):
        bounded().check(value, "here")


@pytest.mark.parametrize("parameter", ALL, ids=lambda p: p.name)
def test_default_and_slider_hold_only_what_is_accepted(parameter: Parameter) -> None:
    for value in (parameter.default, parameter.low, parameter.high):
        parameter.check(value, parameter.name)
    assert parameter.low < parameter.high
    assert parameter.low > 0 or parameter.scale != "log"
    assert parameter.high < 1 or parameter.scale != "log_complement"


def test_a_message_may_hold_another_and_braces_mean_nothing_in_values() -> None:
    inner = Message("A value of {where}", {"where": "{place}"})
    assert str(Message("{inner} is {value}.", {"inner": inner, "value": "{}"})) == "A value of {place} is {}."
    assert str(TalwegError("{inner}!", inner=inner)) == "A value of {place}!"
