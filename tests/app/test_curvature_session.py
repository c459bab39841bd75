"""The curvature that follows a training: what is measured, and what is asked for."""

from collections.abc import Iterator

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication

from app.network_session import NetworkSession
from core import run_edits
from tests.small_networks import small


@pytest.fixture
def session(qapp: QCoreApplication) -> Iterator[NetworkSession]:
    """A training with a strong penalty, four epochs of it, measured on the way."""
    experiment = small()
    penalised = run_edits.replace(experiment, network=msgspec.structs.replace(experiment.network, l2=0.1))
    made = NetworkSession(penalised, synchronous=True)
    made.start()
    made.curvatures.set_watched(True)
    while made.moment is not None and not made.moment.ended:
        made.train(1)
    yield made
    made.close()


def test_every_step_that_was_seen_is_measured(session: NetworkSession) -> None:
    measured = session.curvatures.measured
    assert measured is not None
    np.testing.assert_allclose(measured.history.epochs, np.arange(13) / 3)
    np.testing.assert_array_equal(measured.history.sharpness[-1], measured.now.sharpness)


def test_the_spectrum_begins_with_the_sharpness_beside_it(session: NetworkSession) -> None:
    session.curvatures.ask_spectrum()
    measured, found = session.curvatures.measured, session.curvatures.spectrum
    assert measured is not None
    assert found is not None
    assert found.epoch == 4
    assert found.spectrum.eigenvalues[0] == pytest.approx(measured.now.sharpness[found.run], rel=1e-3)
