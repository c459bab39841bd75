"""Connects the list of runs in the sidebar to edits of the experiment, in both labs alike."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import SignalInstance

from core import run_edits
from core.messages import tr_noop

from .sidebar.run_list import RunList

Change = Callable[[Any], Any]


class EditHandlers(NamedTuple):
    """The functions of a lab that apply an edit of its experiment.

    `edit(name, change)` is undone on its own, `drag(name, change, key)` together with the edits of the same
    key around it. A learning rate counts from the step `from_step()` on; None is the whole run.
    """

    edit: Callable[[str, Change], object]
    drag: Callable[[str, Change, str], object]
    from_step: Callable[[], int | None]


def connect_run_list(runs: RunList, factor_moved: SignalInstance, handlers: EditHandlers) -> None:
    """Let the cards, and the slider of all learning rates, change the experiment."""
    factor_moved.connect(
        lambda factor: handlers.drag(
            tr_noop("core", "change learning rates"),
            lambda e: run_edits.with_common_factor(e, factor, handlers.from_step()),
            "factor",
        )
    )
    runs.rate_moved.connect(
        lambda index, rate: handlers.drag(
            tr_noop("core", "change learning rate"),
            lambda e: run_edits.with_rate(e, index, rate, handlers.from_step()),
            f"rate {index}",
        )
    )
    runs.hyperparameter_moved.connect(
        lambda index, name, value: handlers.drag(
            tr_noop("core", "change hyper-parameter"),
            lambda e: run_edits.with_fields(e, index, **{name: value}),
            f"hyper-parameter {index} {name}",
        )
    )
    _connect_presses(runs, handlers.edit)


def _connect_presses(runs: RunList, edit: Callable[[str, Change], object]) -> None:
    runs.fitting_rates_requested.connect(
        lambda: edit(tr_noop("core", "rates that suit"), run_edits.with_fitting_rates)
    )
    runs.enabled_changed.connect(
        lambda index, on: edit(
            tr_noop("core", "switch a run on or off"),
            lambda e: run_edits.with_fields(e, index, enabled=on),
        )
    )
    runs.reset_requested.connect(
        lambda index: edit(
            tr_noop("core", "back to Keras's defaults"), lambda e: run_edits.with_defaults(e, index)
        )
    )
    runs.duplicate_requested.connect(
        lambda index: edit(tr_noop("core", "duplicate a run"), lambda e: run_edits.with_duplicate(e, index))
    )
    runs.optimizer_added.connect(
        lambda name: edit(tr_noop("core", "add a run"), lambda e: run_edits.with_optimizer(e, name))
    )
    runs.remove_requested.connect(
        lambda index: edit(tr_noop("core", "remove a run"), lambda e: run_edits.without(e, index))
    )
    runs.changes_cleared.connect(
        lambda index: edit(
            tr_noop("core", "clear learning-rate changes"),
            lambda e: run_edits.with_fields(e, index, learning_rate_changes=()),
        )
    )
    runs.color_chosen.connect(
        lambda index, color: edit(
            tr_noop("core", "change colour"), lambda e: run_edits.with_fields(e, index, color=color)
        )
    )
    runs.renamed.connect(
        lambda index, label: edit(
            tr_noop("core", "rename a run"), lambda e: run_edits.with_fields(e, index, label=label or None)
        )
    )
