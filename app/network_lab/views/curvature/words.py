"""What the sharpness says about the learning rate: how far from the edge of stability, in words."""

import math
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from app.kit.numbers import format_number
from app.kit.theme import Theme

Floats = NDArray[np.float64]
translate = QCoreApplication.translate

Standing = Literal[
    "unknown", "flat", "well below", "below", "just below", "at the edge", "above", "far above", "diverged"
]

_BELOW, _JUST_BELOW, _FAR_ABOVE = 0.5, 0.85, 2.0
"""Ratios of sharpness to threshold from which on it is below, just below and far above the edge."""
_JOIN = "\N{NO-BREAK SPACE}"
_LATELY = 10
"""So many measurements are looked back on."""
_HOVERING = (0.9, 1.25)
"""Between these is the middle one of them where sharpness hovers; single ones swing as far as the next."""
_SWINGING = (0.7, 1.6)


class Reading(NamedTuple):
    """The curvature of a run at one moment.

    `sharpness` is λmax; `compared` is what stands against the threshold, which for an adaptive optimizer is
    the sharpness after its preconditioning; `limit` is how the threshold is written: 2/η. `alignment` is the
    share of the squared gradient along the sharpest direction.
    """

    standing: Standing
    sharpness: float = math.nan
    compared: float = math.nan
    threshold: float = math.nan
    limit: str = ""
    alignment: float = math.nan
    preconditioned: bool = False


def standing(ratios: Floats) -> Standing:
    """Where the latest of the ratios (n,) of sharpness to threshold stands; NaN where there is none.

    Where it has come to the edge, the sharpness of full-batch gradient descent rises no further, and hovers
    about the threshold (Cohen et al. 2021, "Gradient Descent on Neural Networks Typically Occurs at the Edge
    of Stability"): it has been above and come back.
    """
    known = ratios[np.isfinite(ratios)]
    if not len(known):
        return "unknown"
    now = float(known[-1])
    if _hovers(known):
        return "at the edge"
    if now >= 1:
        return "far above" if now >= _FAR_ABOVE else "above"
    if now >= _BELOW:
        return "just below" if now >= _JUST_BELOW else "below"
    return "flat" if now < 0 else "well below"


def _hovers(known: Floats) -> bool:
    lately = known[-_LATELY:]
    crossings = np.count_nonzero(np.diff(known >= 1.0))
    near = _HOVERING[0] <= float(np.median(lately)) <= _HOVERING[1]
    calm = _SWINGING[0] <= float(lately.min()) and float(lately.max()) <= _SWINGING[1]
    return near and calm and int(crossings) >= 2


def sentence(reading: Reading) -> str:
    """The verdict, a colon, the figures and what they mean; empty if nothing is known."""
    if reading.standing == "unknown":
        return ""
    said = _verdict(reading).format(figures=_figures(reading), times=_times(reading))
    if reading.standing == "diverged" or not math.isfinite(reading.alignment):
        return said
    words = translate("Curvature", "{sentence}. {share} of the gradient lies along the sharpest direction.")
    return words.format(sentence=said, share=percent(reading.alignment))


def _verdict(reading: Reading) -> str:
    match reading.standing:
        case "flat":
            return translate("Curvature", "No edge: {figures}; the loss curves upwards in no direction")
        case "well below":
            if not _times(reading):
                return translate("Curvature", "Well below the edge: {figures}")
            return translate(
                "Curvature", "Well below the edge: {figures}; {times} times the learning rate would reach it"
            )
        case "below":
            return translate("Curvature", "Below the edge: {figures}")
        case "just below":
            return translate("Curvature", "Just below the edge: {figures}")
        case "at the edge":
            return translate(
                "Curvature", "At the edge of stability: {figures}, about which the sharpness hovers"
            )
        case "above":
            return translate(
                "Curvature",
                "Above the edge: {figures}; along the sharpest direction steps overshoot and grow",
            )
        case "far above":
            return translate(
                "Curvature", "Diverging: {figures}; the learning rate is too large for this curvature"
            )
    if reading.compared >= reading.threshold:
        return translate(
            "Curvature", "Diverged: {figures}; the learning rate was too large for this curvature"
        )
    return translate("Curvature", "Diverged: {figures} before")


def _figures(reading: Reading) -> str:
    sharpness = number(reading.sharpness)
    limit = f"{reading.limit}{_JOIN}{number(reading.threshold)}".replace("/", "/\N{WORD JOINER}")
    if not reading.preconditioned:
        return f"λmax{_JOIN}{sharpness} · {limit}"
    words = translate("Curvature", "λmax {sharpness}, preconditioned {compared} · {limit}")
    return words.format(sharpness=sharpness, compared=number(reading.compared), limit=limit)


def _times(reading: Reading) -> str:
    """How many times the learning rate the edge allows; empty if no number of times leads to it."""
    if not (reading.compared > 0 and math.isfinite(reading.threshold)):
        return ""
    return _rounded(reading.threshold / reading.compared, 2)


def number(value: float) -> str:
    """A curvature in three digits."""
    return "∞" if value == math.inf else _rounded(value, 3)


def _rounded(value: float, digits: int) -> str:
    """So many digits and then zeros: 7600 and not 7.6e3."""
    return format_number(float(f"{value:.{digits}g}"))


def percent(share: float) -> str:
    """A share in whole percent, in one piece with its sign."""
    if 0 < share < 0.01:
        return f"<{_JOIN}1{_JOIN}%"
    return f"{100 * share:.0f}{_JOIN}%"


def verdict_color(standing: Standing, theme: Theme) -> str:
    """How a verdict is coloured."""
    match standing:
        case "diverged":
            return theme.error
        case "above" | "far above":
            return theme.warning
        case "at the edge":
            return theme.accent
    return theme.text
