"""The loss functions of the catalogue, of two weights, for numpy and JAX; `catalogue` has their sources.

Every function works element by element on arrays of one shape and keeps their dtype; what follows `x` and
`y` are scalars, Python's or traced.
"""

import math
from typing import Any

Array = Any


def two_basins(x: Array, y: Array, depth: Array, local_depth: Array, width: Array, distance: Array) -> Array:
    """Two round wells of one width in a gently rising bowl; `distance` parts their centres."""
    xp = x.__array_namespace__()
    right, down = 0.47 * distance, 0.17 * distance  # √(0.47² + 0.17²) is one half
    scale = 0.5 / (width * width)
    deep = xp.exp(-scale * ((x - right) ** 2 + (y + down) ** 2))
    shallow = xp.exp(-scale * ((x + right) ** 2 + (y - down) ** 2))
    return depth * (1 - deep) - local_depth * shallow + 0.08 * (x * x + y * y)


def bowl(x: Array, y: Array, condition: Array, rotation: Array) -> Array:
    """½(u² + κv²), where (u, v) is (x, y) in axes turned by `rotation` degrees."""
    xp = x.__array_namespace__()
    angle = xp.asarray(rotation, dtype=x.dtype) * (math.pi / 180)
    cosine, sine = xp.cos(angle), xp.sin(angle)
    along, across = cosine * x + sine * y, cosine * y - sine * x
    return 0.5 * (along * along + condition * across * across)


def ravine(x: Array, y: Array, steepness: Array, bend: Array) -> Array:
    """x²/20 + ½s(y − m·sin x)²: a floor that winds and hardly falls between steep walls."""
    xp = x.__array_namespace__()
    return 0.05 * x * x + 0.5 * steepness * (y - bend * xp.sin(x)) ** 2


def saddle(x: Array, y: Array, curvature: Array) -> Array:
    """x² − κy²."""
    return x * x - curvature * y * y


def monkey_saddle(x: Array, y: Array) -> Array:
    """x³ − 3xy²."""
    return x * (x * x - 3 * y * y)


def rosenbrock(x: Array, y: Array, a: Array, b: Array) -> Array:
    """(a − x)² + b(y − x²)²."""
    return (a - x) ** 2 + b * (y - x * x) ** 2


def himmelblau(x: Array, y: Array) -> Array:
    """(x² + y − 11)² + (x + y² − 7)²."""
    return (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2


def beale(x: Array, y: Array) -> Array:
    """(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²."""
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def booth(x: Array, y: Array) -> Array:
    """(x + 2y − 7)² + (2x + y − 5)²."""
    return (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2


def matyas(x: Array, y: Array) -> Array:
    """0.26(x² + y²) − 0.48xy."""
    return 0.26 * (x * x + y * y) - 0.48 * x * y


def mccormick(x: Array, y: Array) -> Array:
    """sin(x + y) + (x − y)² − 1.5x + 2.5y + 1."""
    xp = x.__array_namespace__()
    return xp.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1


def three_hump_camel(x: Array, y: Array) -> Array:
    """2x² − 1.05x⁴ + x⁶/6 + xy + y²."""
    return 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y * y


def six_hump_camel(x: Array, y: Array) -> Array:
    """(4 − 2.1x² + x⁴/3)x² + xy + (4y² − 4)y²."""
    return (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2


def styblinski_tang(x: Array, y: Array) -> Array:
    """½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)."""
    return 0.5 * (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y)


def rastrigin(x: Array, y: Array, amplitude: Array) -> Array:
    """2A + x² − A·cos 2πx + y² − A·cos 2πy."""
    xp = x.__array_namespace__()
    ripples = 2 - xp.cos(2 * math.pi * x) - xp.cos(2 * math.pi * y)
    return x * x + y * y + amplitude * ripples


def ackley(x: Array, y: Array, a: Array, b: Array, c: Array) -> Array:
    """−a·exp(−b√½(x² + y²)) − exp(½(cos cx + cos cy)) + a + e; the gradient at the tip, a kink, is 0."""
    xp = x.__array_namespace__()
    square = 0.5 * (x * x + y * y)
    off_tip = square > 0
    # √ has no derivative at 0: the inner `where` keeps its infinity out of the branch that is not taken.
    radius = xp.where(off_tip, xp.sqrt(xp.where(off_tip, square, 1)), 0)
    ripples = xp.exp(0.5 * (xp.cos(c * x) + xp.cos(c * y)))
    return -a * xp.expm1(-b * radius) + (math.e - ripples)


def griewank(x: Array, y: Array) -> Array:
    """(x² + y²)/4000 − cos x·cos(y/√2) + 1."""
    xp = x.__array_namespace__()
    return (x * x + y * y) / 4000 - xp.cos(x) * xp.cos(y / math.sqrt(2)) + 1


def goldstein_price(x: Array, y: Array) -> Array:
    """The product of two quartics, from 3 up to a million."""
    near = 19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2
    far = 18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2
    return (1 + (x + y + 1) ** 2 * near) * (30 + (2 * x - 3 * y) ** 2 * far)


def levy_13(x: Array, y: Array) -> Array:
    """sin²3πx + (x − 1)²(1 + sin²3πy) + (y − 1)²(1 + sin²2πy)."""
    xp = x.__array_namespace__()
    rippled = 1 + xp.sin(3 * math.pi * y) ** 2
    return (
        xp.sin(3 * math.pi * x) ** 2
        + (x - 1) ** 2 * rippled
        + (y - 1) ** 2 * (1 + xp.sin(2 * math.pi * y) ** 2)
    )


def easom(x: Array, y: Array) -> Array:
    """−cos x·cos y·exp(−(x − π)² − (y − π)²)."""
    xp = x.__array_namespace__()
    return -xp.cos(x) * xp.cos(y) * xp.exp(-((x - math.pi) ** 2) - (y - math.pi) ** 2)


def drop_wave(x: Array, y: Array) -> Array:
    """−(1 + cos 12r)/(½r² + 2), where r² = x² + y²."""
    xp = x.__array_namespace__()
    square = x * x + y * y
    phase = 144 * square
    central = phase < 1e-6
    # cos √p is smooth in p but √ is not; near 0 Taylor's polynomial is exact to rounding.
    wave = xp.where(
        central,
        1 - phase / 2 + phase * phase / 24,
        xp.cos(xp.sqrt(xp.where(central, 1, phase))),
    )
    return -(1 + wave) / (0.5 * square + 2)


def cliff_and_plateau(x: Array, y: Array, height: Array, steepness: Array) -> Array:
    """A cliff h·σ(sx), above it a plateau, below it a wide dish with the minimum at its foot."""
    xp = x.__array_namespace__()
    cliff = 0.5 * (1 + xp.tanh(0.5 * steepness * x))  # σ, written so that no exponential overflows
    dish = 1 - xp.exp(-0.25 * ((x + 1) ** 2 + y * y))
    return height * cliff + dish
