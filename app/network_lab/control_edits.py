"""Connects the sidebar and the diagram to edits of data, network and training."""

from collections.abc import Callable

from core.messages import tr_noop
from core.network import edits as network_edits
from core.run_edits import replace

from .views.controls.controls import NetworkControls
from .views.diagram.diagram import NetworkDiagram

Edit = Callable[[str, network_edits.Change], object]
Drag = Callable[[str, network_edits.Change, str], object]


def connect_controls(controls: NetworkControls, edit: Edit, drag: Drag) -> None:
    """Let the sidebar change the experiment; for its runs see `app.lab.run_list_edits`."""
    _connect_data(controls, edit, drag)
    _connect_network(controls, edit, drag)
    _connect_training(controls, edit)


def _connect_data(controls: NetworkControls, edit: Edit, drag: Drag) -> None:
    controls.dataset_chosen.connect(
        lambda name: edit(tr_noop("core", "choose data"), lambda e: network_edits.with_dataset(e, name))
    )
    controls.csv_choice_changed.connect(
        lambda choice: edit(tr_noop("core", "choose columns"), lambda e: network_edits.with_data(e, choice))
    )
    controls.dataset_parameter_moved.connect(
        lambda name, value: drag(
            tr_noop("core", "change data"),
            lambda e: network_edits.with_dataset_parameter(e, name, value),
            f"data {name}",
        )
    )
    controls.noise_moved.connect(
        lambda noise: drag(
            tr_noop("core", "change noise"),
            lambda e: network_edits.with_dataset_fields(e, noise=noise),
            "noise",
        )
    )
    controls.samples_chosen.connect(
        lambda samples: drag(
            tr_noop("core", "change number of samples"),
            lambda e: network_edits.with_dataset_fields(e, samples=samples),
            "samples",
        )
    )
    controls.validation_moved.connect(
        lambda share: drag(
            tr_noop("core", "change validation share"),
            lambda e: network_edits.with_dataset_fields(e, validation_fraction=share),
            "validation",
        )
    )
    controls.standardise_chosen.connect(
        lambda on: edit(
            tr_noop("core", "standardise or not"),
            lambda e: network_edits.with_dataset_fields(e, standardise=on),
        )
    )


def _connect_network(controls: NetworkControls, edit: Edit, drag: Drag) -> None:
    controls.kind_chosen.connect(
        lambda kind: edit(tr_noop("core", "choose network"), lambda e: network_edits.with_kind(e, kind))
    )
    for signal, field, name in (
        (controls.cell_chosen, "cell", tr_noop("core", "choose cell")),
        (controls.hidden_chosen, "hidden", tr_noop("core", "change layers")),
        (controls.recurrent_units_chosen, "recurrent_units", tr_noop("core", "change a layer")),
        (controls.filters_chosen, "filters", tr_noop("core", "change filters")),
        (controls.activation_chosen, "activation", tr_noop("core", "choose activation")),
        (controls.initializer_chosen, "initializer", tr_noop("core", "choose initial weights")),
    ):
        signal.connect(
            lambda value, field=field, name=name: edit(
                name, lambda e: network_edits.with_network(e, **{field: value})
            )
        )
    for signal, field, name in (
        (controls.dropout_moved, "dropout", tr_noop("core", "change dropout")),
        (controls.l1_moved, "l1", tr_noop("core", "change L1")),
        (controls.l2_moved, "l2", tr_noop("core", "change L2")),
    ):
        signal.connect(
            lambda value, field=field, name=name: drag(
                name, lambda e: network_edits.with_network(e, **{field: value}), field
            )
        )


def _connect_training(controls: NetworkControls, edit: Edit) -> None:
    controls.loss_chosen.connect(
        lambda loss: edit(tr_noop("core", "choose loss"), lambda e: network_edits.with_loss(e, loss))
    )
    for signal, field, name in (
        (controls.batch_size_chosen, "batch_size", tr_noop("core", "change batch size")),
        (controls.epochs_chosen, "epochs", tr_noop("core", "change epochs")),
        (controls.shuffle_chosen, "shuffle", tr_noop("core", "shuffle or not")),
    ):
        signal.connect(
            lambda value, field=field, name=name: edit(name, lambda e: replace(e, **{field: value}))
        )
    controls.early_stopping_chosen.connect(
        lambda stopping: edit(
            tr_noop("core", "change early stopping"),
            lambda e: network_edits.with_early_stopping(e, stopping),
        )
    )
    controls.seed_chosen.connect(
        lambda seed: edit(tr_noop("core", "change seed"), lambda e: network_edits.with_seed(e, seed))
    )


def connect_diagram(diagram: NetworkDiagram, edit: Edit) -> None:
    """Let the diagram add and remove layers and neurons."""
    diagram.layer_added.connect(
        lambda place: edit(tr_noop("core", "add a layer"), lambda e: network_edits.with_layer(e, place))
    )
    diagram.layer_removed.connect(
        lambda layer: edit(tr_noop("core", "remove a layer"), lambda e: network_edits.without_layer(e, layer))
    )
    diagram.units_changed.connect(
        lambda layer, units: edit(
            tr_noop("core", "change a layer"), lambda e: network_edits.with_units(e, layer, units)
        )
    )
