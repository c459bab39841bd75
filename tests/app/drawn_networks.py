"""Networks that were really trained, as the diagram is told about them."""

from functools import cache
from typing import Any, NamedTuple

import msgspec
import numpy as np

from app.network_lab import figures as network_figures
from app.network_lab.session import result_of
from app.network_lab.views.neurons.drawn_network import Network, NetworkValues
from core.data.catalogue import DATASETS
from core.network import pictures as network_pictures
from core.network import presets as network_presets
from core.network import training
from core.network.dataset_choice import DatasetChoice
from core.network.step_trace import StepTrace
from core.network.training import live as live_training
from core.network.view_state import ViewState


class Drawn(NamedTuple):
    """A network, what is in it, and what happens in its next step of training."""

    network: Network
    values: NetworkValues
    trace: StepTrace


def images() -> DatasetChoice:
    """Bright left halves and bright right halves, with some noise."""
    random = np.random.default_rng(0)
    x = 0.2 * random.random((40, 8, 8))
    y = np.arange(40) % 2
    for image, side in zip(x, y, strict=True):
        image[:, 4 * side : 4 * side + 4] += 0.7
    return DatasetChoice(name="inline", x=tuple(map(tuple, x.reshape(40, 64).tolist())), y=tuple(y.tolist()))


EXPERIMENTS: dict[str, dict[str, Any]] = {
    "perceptron": {
        "dataset": "two_moons",
        "loss": "binary_cross_entropy",
        "kind": "perceptron",
        "hidden": (),
    },
    "moons": {"dataset": "two_moons", "loss": "binary_cross_entropy", "hidden": (6, 4)},
    "dropout": {"dataset": "two_moons", "loss": "binary_cross_entropy", "hidden": (6, 4), "dropout": 0.5},
    "wide": {"dataset": "spirals", "hidden": (64, 64)},
    "curve": {"dataset": "sine", "hidden": (5,)},
    "recurrent": {"kind": "recurrent", "recurrent_units": 6, "hidden": (3,)},
    "gru": {"kind": "recurrent", "cell": "gru", "recurrent_units": 4, "hidden": ()},
    "images": {
        "dataset": images,
        "loss": "cross_entropy",
        "kind": "convolutional",
        "filters": 3,
        "hidden": (4,),
    },
}


@cache
def drawn(name: str, steps: int = 30) -> Drawn:
    """One of EXPERIMENTS after some steps."""
    made = dict(EXPERIMENTS[name])
    sequence = next(name for name, known in DATASETS.items() if known.sequence)
    dataset = made.pop("dataset", sequence)
    found = network_presets.new(dataset if isinstance(dataset, str) else "two_moons")
    if not isinstance(dataset, str):
        found = msgspec.structs.replace(found, dataset=dataset())
    loss = made.pop("loss", found.loss)
    network = msgspec.structs.replace(found.network, **made)
    adam = tuple(one for one in found.settings() if one.optimizer.name == "adam")
    experiment = msgspec.structs.replace(found, network=network, loss=loss, optimizers=adam).validated()
    live = live_training.begin(experiment)
    live = live._replace(state=training.advance(experiment, live.task, live.state, steps))
    first = network_pictures.inputs_as_drawn(live.task)[0]
    shown = result_of(live, ViewState(probe=tuple(first.ravel().tolist()), trace=True))
    trace = shown.pictures.trace
    assert trace is not None
    return Drawn(
        network_figures.drawn_network(experiment, live.task),
        network_figures.network_values(shown),
        trace,
    )
