"""What training works on: samples, initial weights and the plan of the program, from an experiment."""

from typing import NamedTuple

import numpy as np

from ...backend import forget_programs, jax, jnp
from ...data.samples import Samples, Split, split
from ...lanes import Lanes
from ..experiment import (
    NetworkExperiment,
    architecture_of,
    class_names,
    feature_names,
    problem,
    samples_of,
    standardises_targets,
)
from ..forward import from_arrays
from ..initial_weights import initial_weights
from ..losses import trivial
from . import batching
from .program_values import Array, Data, Plan


class Task(NamedTuple):
    """What training works on, made once from an experiment; flat initial weights (size,).

    `split` holds the samples as a person would draw them, `training` and `validation` as the program reads
    them. `trivial_loss` is that of the training samples for the best answer that is always the same,
    `val_trivial_loss` that of the validation samples; where these leave nothing to tell, it is the former.
    What inputs and classes are called is kept too, as a file of samples may change or vanish meanwhile.
    """

    plan: Plan
    lanes: Lanes
    split: Split
    training: Data
    validation: Data
    initial: Array
    trivial_loss: float
    val_trivial_loss: float
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]

    @property
    def batches(self) -> int:
        """The number of steps in an epoch; the last batch may be short."""
        return batching.batch_shape(self.plan, len(self.split.training.x))[0]


def prepare(experiment: NetworkExperiment) -> Task:
    """Draw and split the samples and the initial weights of a valid experiment."""
    forget_programs()  # of networks before this one
    wanted = problem(experiment)
    choice = experiment.dataset
    parts = split(
        samples_of(experiment),
        choice.validation_fraction,
        choice.standardise,
        standardises_targets(experiment),
    )
    lanes = Lanes.of(experiment.settings())
    plan = Plan(
        architecture_of(experiment),
        experiment.loss,
        wanted.classes > 0,
        lanes.kinds,
        experiment.batch_size,
        experiment.precision,
    )
    training, validation = (_data(part, wanted.outputs, wanted.classes, plan.dtype) for part in parts[:2])
    baseline, val_baseline = (
        trivial(experiment.loss, np.asarray(part.y, np.float64)) if part.y.size else 0.0
        for part in (training, validation)
    )
    return Task(
        plan,
        lanes,
        parts,
        training,
        validation,
        _initial(experiment, plan),
        baseline,
        val_baseline or baseline,
        feature_names(experiment),
        class_names(experiment),
    )


def _data(samples: Samples, outputs: int, classes: int, dtype: str) -> Data:
    y = samples.y
    if classes and outputs > 1:
        y = np.eye(classes)[y.astype(np.intp)]
    y = y.reshape(len(y), outputs)
    squares = ((y - y.mean(axis=0, keepdims=True)) ** 2).sum(axis=0) if len(y) else np.zeros(outputs)
    # NumPy converts them: JAX would compile a program for each shape.
    return Data(
        *(jnp.asarray(np.asarray(one, dtype)) for one in (np.moveaxis(samples.x, 0, -1), y.T, squares))
    )


def _initial(experiment: NetworkExperiment, plan: Plan) -> Array:
    given = experiment.weight_arrays()
    if given is not None:
        weights = from_arrays(plan.architecture, given)
    else:
        seed = experiment.seed if experiment.weight_seed is None else experiment.weight_seed
        key = jax.random.key(np.uint32(seed))
        weights = initial_weights(plan.architecture, experiment.network.initializer, key, plan.dtype)
    flat = np.concatenate([np.ravel(array) for array in jax.tree.leaves(weights)])
    return jnp.asarray(np.asarray(flat, plan.dtype))


def begins_anew(before: NetworkExperiment, after: NetworkExperiment) -> bool:
    """Whether a change cannot be taken over while training: it takes another task and a fresh state."""
    return _lasting(before) != _lasting(after)


def _lasting(experiment: NetworkExperiment) -> tuple[object, ...]:
    network = experiment.network
    return (
        experiment.dataset,
        (network.kind, network.cell, network.hidden, network.recurrent_units, network.filters),
        (network.activation, network.initializer),
        (experiment.loss, experiment.batch_size, experiment.seed, experiment.precision),
        # Given samples are shuffled before they are split.
        None if experiment.dataset.catalogued else experiment.shuffle,
        (experiment.initial_weights, experiment.weight_seed),
        tuple(settings.optimizer.name for settings in experiment.settings()),
    )
