"""What a network computes, as numbers ready to be drawn: maps, curves, forecasts, what each neuron does."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import jax, jnp
from . import findings as network_findings
from . import fit_verdict, forecast, layer_outputs, step_trace
from .architecture import CELLS, IMAGE_SIDE
from .findings import Finding, Idle
from .fit_verdict import FitVerdict
from .forward import ACTIVATION_FUNCTIONS, LayerValues
from .step_trace import StepTrace
from .training import evaluation, program
from .training import state as training_state
from .training.live import LiveTraining
from .training.program_values import Data, Plan
from .training.task import Task
from .view_state import ViewState

Array = Any
Floats = NDArray[Any]
Rectangle = tuple[tuple[float, float], tuple[float, float]]
"""(left, right), (bottom, top)"""
Kind = Literal["plane", "function", "sequence", "images", "table"]
"""How a network's answer is best shown: over two features, over one, in time, by images, or in figures."""

NEURON_CELLS = 20
"""A neuron's picture has so many cells a side."""
CURVE_POINTS = 200
_MARGIN = 0.08


class Forecasts(NamedTuple):
    """Of every run: each value from the true ones before it, and the free run from `seed` on."""

    one_step: Floats
    free: Floats
    seed: int


class Pictures(NamedTuple):
    """What one view state shows; what does not go with the data is None.

    weights: of the shown run, in the order of Keras's `get_weights()`. answers (samples, outputs): of all
    samples, those of training first. field (rows, columns, outputs) over the rectangle, the lowest row first.
    neurons: for the input and each layer (units, rows, columns). grid (n,) and curves (runs, n).
    """

    view_state: ViewState
    axes: tuple[int, int]
    epoch: int
    weights: tuple[Floats, ...]
    answers: Floats
    probe: Floats
    probe_values: tuple[LayerValues, ...]
    probe_answer: Floats
    neurons: tuple[Floats | None, ...]
    dropped: tuple[NDArray[np.bool_] | None, ...]
    canvas: "Canvas"
    idle: Idle
    field: Floats | None = None
    rectangle: Rectangle | None = None
    grid: Floats | None = None
    curves: Floats | None = None
    forecasts: Forecasts | None = None
    trace: StepTrace | None = None


def kind_of(task: Task) -> Kind:
    """How the answers of the network are best shown."""
    shape = task.split.training.x.shape[1:]
    classes, outputs = len(task.class_names), task.plan.architecture.layers[-1].units
    if len(shape) == 2:
        return "sequence" if shape[1] == 1 and outputs == 1 and not classes else "table"
    if shape[0] == IMAGE_SIDE**2 and classes:
        return "images"
    if shape[0] > 1:
        return "plane"
    return "function" if classes <= 2 else "table"


# --- the data -----------------------------------------------------------------------------------------------


def inputs_as_drawn(task: Task) -> Floats:
    """All inputs (samples, ...) before they were scaled, those of training first."""
    scaled = np.concatenate([task.split.training.x, task.split.validation.x])
    drawn: Floats = scaled * task.split.scale + task.split.mean
    return drawn


def targets(task: Task) -> Floats:
    """All targets as drawn, those of training first: classes (samples,), or numbers (samples, outputs)."""
    y: Floats = np.concatenate([task.split.training.y, task.split.validation.y])
    if task.plan.classification:
        return y
    return y.reshape(len(y), -1) * task.split.target_scale + task.split.target_mean


def rectangle_of(x: Floats, axes: tuple[int, int]) -> Rectangle:
    """The part of the plane of two features in which all samples (samples, features) lie, with a margin."""

    def side(feature: int) -> tuple[float, float]:
        low, high = float(x[:, feature].min()), float(x[:, feature].max())
        reach = (high - low) or 1.0
        return low - _MARGIN * reach, high + _MARGIN * reach

    return side(axes[0]), side(axes[1])


def usual_axes(task: Task) -> tuple[int, int]:
    """The two features that tell most about the target, on their own: by their correlation ratio η²."""
    x, y = inputs_as_drawn(task), targets(task)
    if x.ndim > 2 or x.shape[1] < 3:
        return 0, 1
    told = _told_by_classes(x, y) if task.plan.classification else _told_by_line(x, y[:, 0])
    first, second = sorted(np.argsort(-told, kind="stable")[:2].tolist())
    return first, second


def _told_by_classes(x: Floats, y: Floats) -> Floats:
    """(features,): the share of each feature's variance that lies between the classes."""
    groups = [x[y == one] for one in np.unique(y)]
    between = sum(len(group) * (group.mean(axis=0) - x.mean(axis=0)) ** 2 for group in groups)
    return np.asarray(between / np.maximum(len(x) * x.var(axis=0), np.finfo(np.float64).tiny))


def _told_by_line(x: Floats, y: Floats) -> Floats:
    """(features,): the squared correlation of each feature with the target."""
    covariance = ((x - x.mean(axis=0)) * (y - y.mean())[:, None]).mean(axis=0)
    return np.asarray(covariance**2 / np.maximum(x.var(axis=0) * y.var(), np.finfo(np.float64).tiny))


def usual_probe(task: Task, view_state: ViewState) -> Floats:
    """The input that is shown until a person chooses one.

    The middle of a plane, the first image, or the window from which a sequence goes on by itself.
    """
    x = inputs_as_drawn(task)
    if x.ndim == 3:
        return np.asarray(x[min(_seed(task, view_state) - x.shape[1], len(x) - 1)])
    return np.asarray(x[0] if x.shape[1] == IMAGE_SIDE**2 else x.mean(axis=0))


# --- pictures -----------------------------------------------------------------------------------------------


class Canvas(NamedTuple):
    """What training leaves alone of pictures, and what they ask the network, as the program reads it.

    It depends on the task and on what was `asked`. neurons are the cells of the neurons' pictures, field
    those of the field; inputs are the pictures of the input layer.
    """

    task: Task
    asked: tuple[object, ...]
    kind: Kind
    axes: tuple[int, int]
    probe: Floats
    at_probe: Array
    neurons: Array | None = None
    inputs: Floats | None = None
    rectangle: Rectangle | None = None
    field: Array | None = None
    grid: Floats | None = None


def draw(live: LiveTraining, view_state: ViewState, before: Pictures | None = None) -> Pictures:
    """All that one view state shows; what pictures `before` have in common with it is not made anew."""
    task = live.task
    view_state = view_state._replace(run=_run(live, view_state))
    canvas = _canvas(task, view_state, before and before.canvas)
    epoch, weights = live.weights_at(view_state.epoch)
    if view_state.place is not None and view_state.place.plane.center.size == weights.shape[1]:
        weights = weights.copy()
        weights[view_state.run] = view_state.place.weights
    own = np.asarray(weights[view_state.run], task.plan.dtype)
    field = None if canvas.field is None else program.predict(own[None], canvas.field, plan=task.plan)
    found = _seen(own, task.training, task.validation, canvas.at_probe, canvas.neurons, plan=task.plan)
    answers, at_probe, at_neurons, idle = jax.device_get(found)
    pictures = Pictures(
        view_state,
        canvas.axes,
        epoch,
        tuple(training_state.layer_weights(task, own)),
        evaluation.as_drawn(task, answers),
        canvas.probe,
        at_probe,
        evaluation.as_drawn(task, at_probe[-1].a.T)[0],
        _neurons(canvas, at_probe, at_neurons),
        _dropped(live),
        canvas,
        idle,
        trace=_trace(live, view_state),
    )
    if field is not None:
        columns, rows = view_state.cells
        cells = np.asarray(field)[0, :, : rows * columns].T
        values = evaluation.as_drawn(task, cells).reshape(rows, columns, -1)
        return pictures._replace(field=values, rectangle=canvas.rectangle)
    if canvas.grid is not None:
        curves = evaluation.outputs_of(task, weights, canvas.grid[:, None])
        # Of two classes, the probability of the second.
        shown = 1 if len(task.class_names) == curves.shape[2] == 2 else 0
        return pictures._replace(grid=canvas.grid, curves=curves[:, :, shown])
    if canvas.kind == "sequence":
        seed = _seed(task, view_state)
        free = forecast.free_run(task, weights, seed)
        return pictures._replace(forecasts=Forecasts(forecast.one_step(task, weights), free, seed))
    return pictures


@partial(jax.jit, static_argnames="plan")
def _seen(
    own: Array, held: Data, held_back: Data, at_probe: Array, neurons: Array | None, *, plan: Plan
) -> tuple[Array, tuple[LayerValues, ...], tuple[LayerValues, ...] | None, Idle]:
    """What one run says of all samples, what each layer makes of the probe and of cells, and what is idle."""
    parts = [data.x for data in (held, held_back) if data.x.shape[-1]]
    answers = [layer_outputs.activations_within(plan, own, x)[-1].a.T for x in parts]
    return (
        jnp.concatenate(answers),
        layer_outputs.activations_within(plan, own, at_probe),
        None if neurons is None else layer_outputs.activations_within(plan, own, neurons),
        network_findings.idle_units(plan, own, held),
    )


def _canvas(task: Task, view_state: ViewState, before: Canvas | None) -> Canvas:
    """The same as before if nothing else is asked."""
    asked = (view_state.axes, view_state.cells, view_state.probe, view_state.seed)
    if before is not None and before.task is task and before.asked == asked:
        return before
    kind, x = kind_of(task), inputs_as_drawn(task)
    axes, probe = _axes(task, view_state), _probe(task, view_state)
    canvas = Canvas(task, asked, kind, axes, probe, evaluation.program_inputs(task, probe[None]))
    if kind == "plane":
        rectangle = rectangle_of(x, axes)
        field = evaluation.program_inputs(task, over_plane(probe, axes, rectangle, view_state.cells))
        canvas = canvas._replace(rectangle=rectangle, field=field)
        cells = over_plane(probe, axes, rectangle, (NEURON_CELLS, NEURON_CELLS))
        rows = NEURON_CELLS
    elif kind == "function":
        low, high = rectangle_of(np.repeat(x, 2, axis=1), (0, 1))[0]
        canvas = canvas._replace(grid=np.linspace(low, high, CURVE_POINTS))
        cells, rows = np.linspace(low, high, NEURON_CELLS)[:, None], 1
    if kind not in ("plane", "function") or _operation(task) in ("convolution", *CELLS):
        return canvas
    inputs = ((cells - task.split.mean) / task.split.scale).T.reshape(-1, rows, NEURON_CELLS)
    return canvas._replace(neurons=evaluation.program_inputs(task, cells), inputs=inputs)


def _operation(task: Task) -> str:
    return task.plan.architecture.layers[0].operation


def over_plane(around: Floats, axes: tuple[int, int], rectangle: Rectangle, cells: tuple[int, int]) -> Floats:
    """Inputs (rows · columns, features) like `around` but for two features, the middles of cells."""
    (left, right), (bottom, top) = rectangle
    columns, rows = cells
    x = np.tile(around, (rows * columns, 1))
    across = left + (right - left) * (np.arange(columns) + 0.5) / columns
    up = bottom + (top - bottom) * (np.arange(rows) + 0.5) / rows
    x[:, axes[0]], x[:, axes[1]] = np.tile(across, rows), np.repeat(up, columns)
    return x


def _run(live: LiveTraining, view_state: ViewState) -> int:
    return min(view_state.run, len(live.experiment.settings()) - 1)


def _axes(task: Task, view_state: ViewState) -> tuple[int, int]:
    """Those that a person chose, if the data have them."""
    if view_state.axes is None or max(view_state.axes) >= task.split.training.x.shape[1]:
        return usual_axes(task)
    return view_state.axes


def _probe(task: Task, view_state: ViewState) -> Floats:
    """The one that a person chose, if it is an input of these data."""
    usual = usual_probe(task, view_state)
    if view_state.probe is None or len(view_state.probe) != usual.size:
        return usual
    return np.array(view_state.probe).reshape(usual.shape)


def _seed(task: Task, view_state: ViewState) -> int:
    """The free run begins where training ends, unless a person says otherwise."""
    window = task.split.training.x.shape[1]
    last = window + len(task.split.training.x) + len(task.split.validation.x) - 1
    wanted = window + len(task.split.training.x) if view_state.seed is None else view_state.seed
    return int(min(max(wanted, window), last))


def _trace(live: LiveTraining, view_state: ViewState) -> StepTrace | None:
    if not view_state.trace or view_state.epoch is not None:
        return None
    return step_trace.next_batch(live.experiment, live.task, live.state, view_state.run)


def _neurons(
    canvas: Canvas, at_probe: Sequence[LayerValues], at_cells: Sequence[LayerValues] | None
) -> tuple[Floats | None, ...]:
    """A picture (units, rows, columns) of the input and of each layer."""
    if canvas.inputs is not None and at_cells is not None:
        rows, columns = canvas.inputs.shape[1:]
        pictures = (one.a[:, : rows * columns].reshape(-1, rows, columns) for one in at_cells)
        return canvas.inputs, *pictures
    task, probe = canvas.task, canvas.probe
    if _operation(task) == "convolution":
        image = probe.reshape(1, IMAGE_SIDE, IMAGE_SIDE)
        maps = ACTIVATION_FUNCTIONS[task.plan.architecture.activation](at_probe[0].z[..., 0])
        return image, np.moveaxis(np.asarray(maps), -1, 0), *(_tiles(values.a) for values in at_probe[1:])
    if _operation(task) in CELLS:
        states = at_probe[0].a[..., 0].T[:, :, None]
        return probe.T[:, :, None], states, *(_tiles(values.a) for values in at_probe[1:])
    return _tiles(probe.reshape(-1, 1)), *(_tiles(values.a) for values in at_probe)


def _dropped(live: LiveTraining) -> tuple[NDArray[np.bool_] | None, ...]:
    """Of the input and each layer the units that dropout dropped in the last step."""
    if live.experiment.network.dropout == 0.0:
        return (None,) * (len(live.task.plan.architecture.layers) + 1)
    return None, *step_trace.dropped_units(live.experiment, live.task, max(live.state.step - 1, 0))


def _tiles(values: Floats) -> Floats:
    """One cell for each unit: its value at the probe."""
    return np.asarray(values).reshape(-1, 1, 1)


# --- words --------------------------------------------------------------------------------------------------


def verdicts(live: LiveTraining) -> tuple[FitVerdict, ...]:
    """How every run fits the data."""
    experiment, task, history = live.experiment, live.task, live.state.history
    penalties = evaluation.penalties(experiment, task, live.weights_at(None)[1])
    return tuple(
        fit_verdict.judge(experiment, task, history, run, float(penalty))
        for run, penalty in enumerate(penalties)
    )


def findings(
    live: LiveTraining, view_state: ViewState, pictures: Pictures | None = None
) -> tuple[Finding, ...] | None:
    """What is unusual inside the shown network, with the gradients of the last epoch that led to it.

    None if there is no epoch yet to tell of. `pictures`, if given, are of the same view state.
    """
    history, run = live.state.history, _run(live, view_state)
    epoch, weights = live.weights_at(view_state.epoch)
    norms = history.gradient_norms[: int(np.searchsorted(history.epochs, epoch, "right")), run]
    known = norms[~np.isnan(norms).any(axis=1)]
    lane = live.task.lanes.lane_of_run[run]
    diverged = epoch == live.epoch and bool(live.state.carry.diverged_at[lane] > 0)
    if not len(known) and not diverged:
        return None
    last = known[-1] if len(known) else np.full(norms.shape[1], np.nan)
    if pictures is not None:
        return network_findings.findings_of(live.task, pictures.idle, last, diverged)
    return network_findings.findings(live.experiment, live.task, weights[run], last, diverged)
