"""Numbers as people write and type them: true minus signs, short exponents, decimal commas."""

import re


def format_number(value: float, digits: int = 6) -> str:
    """Significant digits and true minus signs, without the zeros that Python pads exponents with: 1e−5."""
    return re.sub(r"e\+?(-?)0*", r"e\1", f"{value:.{digits}g}").replace("-", "−")


def short_number(value: float) -> str:
    """A loss in few characters: 0.31, 4.6, 120, 1.2e5."""
    if abs(value) < 1e-12:
        return "0"
    if 10 <= abs(value) < 10_000:
        return f"{value:.0f}".replace("-", "−")
    mantissa, _, exponent = f"{value:.2g}".partition("e")
    return (f"{mantissa}e{int(exponent)}" if exponent else mantissa).replace("-", "−")


def parse_number(text: str) -> float:
    """Read 0.5, 0,5, 1e-3, −2 and 1/3; raises ValueError."""
    numerator, slash, denominator = text.replace("−", "-").replace(",", ".").partition("/")
    if not slash:
        return float(numerator)
    try:
        return float(numerator) / float(denominator)
    except ZeroDivisionError:
        raise ValueError(text) from None
