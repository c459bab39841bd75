"""The sessions of the network lab together."""

from pytestqt.qtbot import QtBot

from app.network_lab.sessions import NetworkSessions
from tests.small_networks import small


def test_closing_ends_every_thread(qtbot: QtBot) -> None:
    sessions = NetworkSessions.begin(small(epochs=100))
    sessions.training.look_at_landscape(method="random")  # at the start there is no path to find others by
    sessions.landscape.set_watched(True)
    sessions.curvature.set_attention("here")
    sessions.training.start()
    sessions.training.wait_until_idle()
    sessions.curvature.ask_spectrum()
    workers = (
        sessions.training._worker,
        sessions.landscape._worker,
        sessions.curvature._worker,
        sessions.curvature._spectra,
    )
    assert all(worker._thread is not None for worker in workers)
    sessions.close()
    assert all(worker._thread is None for worker in workers)
    assert not sessions.training.train(1)
