"""How much is trained between two pictures."""

import pytest

from app.lab.stride import FRAME_S, Stride


def after(stride: Stride, calls: int, *, step: float, pictures: float, window: float) -> float:
    """Train in calls as long as the stride says, for a window that needs so long for each; the last time."""
    for _ in range(calls):
        steps = stride.steps_within(stride.seconds)
        training = steps * step
        waited = max(window - training - pictures, 0.0)
        stride.note(step, training, pictures, waited)
    return stride.steps_within(stride.seconds) * step


def test_training_and_pictures_share_a_frame_where_the_window_is_fast():
    trained = after(Stride(), 50, step=1e-5, pictures=0.004, window=0.002)
    assert trained + 0.004 == pytest.approx(FRAME_S, rel=0.05)


def test_a_slow_window_is_trained_behind_but_never_kept_waiting():
    trained = after(Stride(), 50, step=1e-5, pictures=0.004, window=0.035)
    assert 0.5 * 0.035 < trained + 0.004 <= 0.035


def test_dear_pictures_leave_training_its_part():
    assert after(Stride(), 50, step=1e-5, pictures=0.1, window=0.002) >= 0.0079


def test_once_the_window_is_fast_again_pictures_come_every_frame():
    stride = Stride()
    after(stride, 50, step=1e-5, pictures=0.004, window=0.045)
    assert after(stride, 20, step=1e-5, pictures=0.004, window=0.002) + 0.004 <= 1.05 * FRAME_S


def test_a_call_that_compiled_is_soon_forgotten():
    stride = Stride()
    stride.note(2.0, 2.0, 0.5, 0.0)
    assert stride.steps_within(stride.seconds) == 1
    stride.note(1e-5, 1e-5, 0.001, 0.0)
    assert stride.steps_within(0.01) == pytest.approx(1000, abs=1)


def test_a_step_longer_than_a_frame_is_made_all_the_same_and_other_networks_begin_with_one():
    stride = Stride()
    stride.note(0.2, 0.2, 0.001, 0.0)
    assert stride.steps_within(stride.seconds) == 1
    stride.note(1e-5, 0.01, 0.001, 0.0)
    stride.forget_steps()
    assert stride.steps_within(1.0) == 1
