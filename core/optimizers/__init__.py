"""The optimizers: Keras's equations as (init, update) pairs, and the registry that describes them.

An optimizer is one module with one `Optimizer`, listed in `OPTIMIZERS`. Forms, files and help are made from
its description, and its two functions work element by element on arrays of any shape, of numpy or of JAX, so
that one update can serve many runs at once: every hyper-parameter may be an array with one number for each
run.

All equations are those of Keras 3 (`keras.optimizers`), including where it puts epsilon, that the learning
rate stands inside the momentum buffer of SGD and RMSprop, and that decoupled weight decay comes before the
update.
"""

from collections.abc import Mapping

from .adadelta import ADADELTA
from .adagrad import ADAGRAD
from .adam import ADAM
from .base import Optimizer
from .rmsprop import RMSPROP
from .sgd import SGD

__all__ = ["OPTIMIZERS", "Optimizer"]

OPTIMIZERS: Mapping[str, Optimizer] = {
    optimizer.name: optimizer for optimizer in (SGD, ADAM, ADADELTA, ADAGRAD, RMSPROP)
}
"""Every optimizer by its name, in the order in which they are shown."""
