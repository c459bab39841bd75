"""The stages of one batch's way through a network and back, and what happens in each, in words."""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from ..neurons.drawn_network import Network, Scaling
from ..neurons.network_words import layer_name, sample_name, unit_name
from ..neurons.neuron_formula import activation_name, figures, subscript
from .slow_motion_values import sample_number

if TYPE_CHECKING:
    from core.network.step_trace import LayerStep, StepTrace

_SHOWN_INPUTS = 3
_MOST_INPUTS = 16
_UNSCALED = Scaling()


class Stage(NamedTuple):
    """What happens, and in which layer (0 is the input)."""

    kind: Literal["inputs", "forward", "loss", "backward", "update"]
    layer: int


def stages(network: Network) -> tuple[Stage, ...]:
    """Inputs, every layer forward, the loss, every layer backward, the update."""
    layers = range(1, len(network.layers))
    return (
        Stage("inputs", 0),
        *(Stage("forward", layer) for layer in layers),
        Stage("loss", network.output),
        *(Stage("backward", layer) for layer in reversed(layers)),
        Stage("update", 0),
    )


def trace_stages(network: Network) -> int:
    """How many stages there are."""
    return len(stages(network))


def stage_of(network: Network, stage: int) -> Stage:
    """The stage with a number; before the first and after the last there are those."""
    every = stages(network)
    return every[min(max(stage, 0), len(every) - 1)]


# --- captions -----------------------------------------------------------------------------------------------


def stage_caption(network: Network, trace: "StepTrace", stage: int, scaling: Scaling = _UNSCALED) -> str:
    """What happens at a stage, in a sentence or two with the numbers of the batch."""
    now = stage_of(network, stage)
    match now.kind:
        case "inputs":
            return _of_inputs(network, trace, scaling)
        case "forward":
            return _forward(network, trace, now.layer)
        case "loss":
            return _of_loss(trace, scaling)
        case "backward":
            return _backward(network, trace, now.layer)
        case "update":
            return _update(trace)


def _of_inputs(network: Network, trace: "StepTrace", scaling: Scaling) -> str:
    x = np.asarray(trace.x, dtype=np.float64)
    if x.ndim > 1 or x.size > _MOST_INPUTS:
        shown = QCoreApplication.translate("SlowMotion", "{count} numbers").format(count=x.size)
        standardised = QCoreApplication.translate("SlowMotion", "{inputs} (standardised)")
    else:
        drawn = scaling.inputs_as_drawn(x)
        shown = _listed(
            [f"x{subscript(index + 1)} = {figures(float(one))}" for index, one in enumerate(drawn)]
        )
        standardised = QCoreApplication.translate("SlowMotion", "{inputs} (standardised {numbers})")
    if scaling.of_inputs:
        numbers = _listed([figures(float(one)) for one in x.ravel()])
        shown = standardised.format(inputs=shown, numbers=numbers)
    return QCoreApplication.translate(
        "SlowMotion", "Forward: {sample}, of the batch of {count}, comes in: {inputs}."
    ).format(sample=sample_name(sample_number(trace)), count=len(trace.samples), inputs=shown)


def _listed(texts: list[str]) -> str:
    return ", ".join([*texts[:_SHOWN_INPUTS], *(["…"] if len(texts) > _SHOWN_INPUTS else [])])


def _forward(network: Network, trace: "StepTrace", layer: int) -> str:
    step, name = trace.layers[layer - 1], _capital(layer_name(network, layer))
    if network.layers[layer].kind == "convolution":
        return QCoreApplication.translate(
            "SlowMotion",
            "{layer}: every filter slides its 3 × 3 weights over the image; of every 2 × 2 square of what it"
            " finds the largest value is kept.",
        ).format(layer=name)
    if np.ndim(step.z) != 1:
        return QCoreApplication.translate(
            "SlowMotion",
            "{layer}: step by step, every state follows from the present input and the state before,"
            " hₜ = g(w·xₜ + u·hₜ₋₁ + w₀).",
        ).format(layer=name)
    unit = _largest(step.a)
    example = f"{unit_name(network, layer, unit)}: z = {figures(float(step.z[unit]))},"
    example += f" g(z) = {figures(float(step.a[unit]))}"
    before = "x" if layer == 1 else f"a{subscript(layer - 1)}"
    text = QCoreApplication.translate(
        "SlowMotion",
        "{layer}: every unit weighs its inputs, z = w₀ + Σ w·{inputs}, and g = {activation}; {example}.",
    ).format(
        layer=name,
        inputs=before,
        activation=activation_name(network.layers[layer].activation),
        example=example,
    )
    if step.kept is None or bool(np.all(step.kept)):
        return text
    dropped = int(np.sum(~np.asarray(step.kept, dtype=np.bool_)))
    return f"{text} " + QCoreApplication.translate(
        "SlowMotion", "Dropout switches {count} of {units} units off."
    ).format(count=dropped, units=len(step.kept))


def _of_loss(trace: "StepTrace", scaling: Scaling) -> str:
    target, output = np.asarray(trace.target).ravel(), np.asarray(trace.output).ravel()
    if target.size == 1:
        compared = (
            QCoreApplication.translate(
                "SlowMotion", "Standardised, the output is {output}, the target {target}"
            )
            if scaling.of_targets
            else QCoreApplication.translate("SlowMotion", "The output is {output}, the target {target}")
        ).format(output=figures(float(output[0])), target=figures(float(target[0])))
    else:
        at = _largest(target)
        compared = QCoreApplication.translate(
            "SlowMotion", "The true class has the probability {output}"
        ).format(output=figures(float(output[at])))
    return QCoreApplication.translate(
        "SlowMotion", "{compared}: the loss is L = {loss}. The mean over the batch is {batch_loss}."
    ).format(compared=compared, loss=figures(trace.loss), batch_loss=figures(trace.batch_loss))


def _backward(network: Network, trace: "StepTrace", layer: int) -> str:
    """The chain rule at one layer: δ = (W δ of the layer after) · g′(z)."""
    step, number = trace.layers[layer - 1], subscript(layer)
    if layer == network.output:
        return _first_error(trace, step, number)
    after = trace.layers[layer]
    name = _capital(layer_name(network, layer))
    error, slope = _size(step.error), float(np.mean(np.abs(step.slope)))
    if np.ndim(step.error) != 1:
        return QCoreApplication.translate(
            "SlowMotion",
            "{layer}: the chain rule leads back through every step: ‖δ{layer_number}‖ = {error}, mean g′(z) ="
            " {slope}.",
        ).format(layer=name, layer_number=number, error=figures(error), slope=figures(slope))
    back = np.asarray(after.kernel, dtype=np.float64) @ np.asarray(after.error, dtype=np.float64)
    return QCoreApplication.translate(
        "SlowMotion",
        "{layer}: chain rule, δ{own} = (W{next} δ{next}) · g′(z{own}):"
        " ‖W{next} δ{next}‖ = {back}, mean g′ = {slope}, so ‖δ{own}‖ = {error}.",
    ).format(
        layer=name,
        own=number,
        next=subscript(layer + 1),
        back=figures(_size(back)),
        slope=figures(slope),
        error=figures(error),
    )


def _first_error(trace: "StepTrace", step: "LayerStep", number: str) -> str:
    error = np.asarray(step.error, dtype=np.float64).ravel()
    difference = np.asarray(trace.output).ravel() - np.asarray(trace.target).ravel()
    direct = error.shape == difference.shape and np.allclose(error, difference, rtol=1e-3, atol=1e-5)
    if direct and error.size == 1:
        return QCoreApplication.translate(
            "SlowMotion",
            "Backward: how the loss changes with the output's z, δ{own} = ∂L/∂z = output − target = {error}.",
        ).format(own=number, error=figures(float(error[0])))
    if direct:
        return QCoreApplication.translate(
            "SlowMotion",
            "Backward: how the loss changes with the outputs' z, δ{own} = ∂L/∂z = output − target;"
            " ‖δ{own}‖ = {error}.",
        ).format(own=number, error=figures(_size(error)))
    return QCoreApplication.translate(
        "SlowMotion",
        "Backward: how the loss changes with the output's z, δ{own} = ∂L/∂z = ∂L/∂y · g′(z{own});"
        " ‖δ{own}‖ = {error}.",
    ).format(own=number, error=figures(_size(error)))


def _update(trace: "StepTrace") -> str:
    changes = [np.asarray(step.kernel_change, dtype=np.float64) for step in trace.layers]
    at = int(np.argmax([np.abs(np.nan_to_num(change)).max(initial=0.0) for change in changes]))
    place = np.unravel_index(int(np.argmax(np.abs(np.nan_to_num(changes[at])))), changes[at].shape)
    before = float(np.asarray(trace.layers[at].kernel)[place])
    after = before + float(changes[at][place])
    old, new = precise(before, after)
    moved = float(np.sqrt(sum(np.nansum(change**2) for change in changes)))
    return QCoreApplication.translate(
        "SlowMotion",
        "The optimizer moves all weights by ‖Δw‖ = {moved} with η = {rate}, for the whole batch;"
        " the most moved one goes from {before} to {after}.",
    ).format(
        moved=figures(moved),
        rate=f"{trace.learning_rate:.3g}",
        before=old,
        after=new,
    )


def precise(before: float, after: float) -> tuple[str, str]:
    """A weight and what it becomes, with so many figures that even a small step shows."""
    if abs(before) >= 100:
        return figures(before), figures(after)
    made = [(f"{before:.{digits}f}", f"{after:.{digits}f}") for digits in (3, 4, 5, 6)]
    old, new = next((pair for pair in made if pair[0] != pair[1]), made[0])
    return old.replace("-", "−"), new.replace("-", "−")


def _size(values: Any) -> float:
    return float(np.linalg.norm(np.asarray(values, dtype=np.float64).ravel()))


def _largest(values: NDArray[Any]) -> int:
    return int(np.argmax(np.abs(np.nan_to_num(np.asarray(values, dtype=np.float64)))))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
