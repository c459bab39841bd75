"""The edge of stability: gradient descent sharpens the loss until λmax is 2/η, and hovers there.

    python examples/edge_of_stability.py edge-of-stability.png     (of the .venv where Talweg is installed)

A network with two tanh layers learns a sine from all samples at once, with three learning rates. Its
sharpness, the largest eigenvalue of the loss's Hessian, rises by itself; where it has passed 2/η the loss
leaps up and sharpness falls back, again and again, while in the long run the loss goes on falling (Cohen et
al. 2021, "Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability", arXiv:2103.00065).
What is trained is in edge_of_stability.json, which the window opens too.
"""

import os
import sys
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.kit import application, export
from app.kit.files import read_experiment
from app.kit.offscreen import failures_raised, surroundings_for
from app.kit.run_style import RunStyle, run_styles
from app.kit.theme import Theme
from app.network_lab.curvature.figures import curvature_curves
from app.network_lab.views.curvature.plot import CurvaturePlot
from app.network_lab.views.curves.training_curves import TrainingCurve, TrainingCurves
from core import curvature
from core.network import training
from core.network.experiment import NetworkExperiment
from core.network.training import state as training_state
from core.network.training import task as training_task

EVERY = 4
"""So many steps lie between two measurements of the curvature."""
SHOWN = 1
"""The run of which the sentence speaks."""
SIZE = 1100, 660


def train(
    experiment: NetworkExperiment,
) -> tuple[training_task.Task, training_state.TrainingState, curvature.History]:
    """The training, and what was measured on the way."""
    task = training_task.prepare(experiment)
    state, measured = training.begin(experiment, task), None
    history = curvature.History.empty(len(experiment.settings()))
    while state.step < experiment.epochs * task.batches:
        measured = curvature.of_runs(experiment, task, state, measured)
        history = history.appended(measured)
        state = training.advance(experiment, task, state, EVERY)
    return task, state, history


def keys(styles: list[RunStyle]) -> QLabel:
    """Which colour is which run."""
    marks = (f'<span style="color:{style.color}">●</span> {style.title}' for style in styles)
    return QLabel("&nbsp;&nbsp;&nbsp;".join(marks))


def figure(experiment: NetworkExperiment, theme: Theme) -> QWidget:
    """The losses and the sharpness of all runs above one another, in the window's own views."""
    task, state, measured = train(experiment)
    styles = [style._replace(dash=()) for style in run_styles(experiment.settings(), theme)]
    history, nothing = state.history, np.full(len(state.history.epochs), np.nan)

    losses = TrainingCurves()
    losses.set_curves(
        [
            TrainingCurve(
                history.epochs.astype(float),
                history.loss[:, run],
                *[nothing] * 3,
                style,
                *[None] * 4,
                run == SHOWN,
            )
            for run, style in enumerate(styles)
        ],
        experiment.epochs,
    )
    sharpness = CurvaturePlot()
    sharpness.set_way("sharpness")
    sharpness.set_shown(SHOWN)
    sharpness.set_every_limit(True)
    runs = training_state.run_states(task, state)
    sharpness.set_curvature(
        curvature_curves(measured, experiment, styles, runs, step=state.step, batches=task.batches)
    )
    sharpness.head.addWidget(keys(styles))
    for control in (losses.scale, losses.quantity, losses.legend, sharpness.way):
        control.hide()

    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(0)
    for view in (losses, sharpness):
        view.set_theme(theme)
        column.addWidget(view, 1)
    both.resize(*SIZE)
    return both


def main(path: Path) -> None:
    """Train and draw, without a window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    surroundings = surroundings_for("dark", "en")
    experiment = read_experiment(Path(__file__).with_suffix(".json"))
    assert isinstance(experiment, NetworkExperiment)
    made = figure(experiment, surroundings.theme)
    with failures_raised():
        made.show()
        application.settle()
        export.save(made, path, 2.0)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "edge-of-stability.png"))
