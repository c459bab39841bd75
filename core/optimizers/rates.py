"""Learning rates of all optimizers at once, as catalogues of data sets and surfaces give them."""

from collections.abc import Mapping


def rates(sgd: float, adam: float, adadelta: float, adagrad: float, rmsprop: float) -> Mapping[str, float]:
    """Learning rates by the name of the optimizer."""
    return {"sgd": sgd, "adam": adam, "adadelta": adadelta, "adagrad": adagrad, "rmsprop": rmsprop}
