"""The stages of a batch and their captions, of steps that were really made."""

import numpy as np
import pytest

from app.network_lab.diagram import story_stages
from app.network_lab.neuron_formula import figures
from app.network_lab.story import stage_caption, stage_of, stages
from tests.app.drawn_networks import EXPERIMENTS, drawn


def test_every_layer_is_gone_through_forward_and_backward():
    network = drawn("moons").network
    assert [(one.kind, one.layer) for one in stages(network)] == [
        ("inputs", 0),
        ("forward", 1),
        ("forward", 2),
        ("forward", 3),
        ("loss", 3),
        ("backward", 3),
        ("backward", 2),
        ("backward", 1),
        ("update", 0),
    ]
    assert story_stages(network) == 9
    assert stage_of(network, -3).kind == "inputs"
    assert stage_of(network, 99).kind == "update"


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_stage_has_a_caption_of_its_own(name):
    network, _, story = drawn(name)
    captions = [stage_caption(network, story, stage) for stage in range(story_stages(network))]
    assert len(set(captions)) == len(captions)
    for caption in captions:
        assert caption[0].isupper()
        assert caption.endswith(".")
        assert "{" not in caption


def test_the_captions_tell_the_numbers_of_the_step():
    network, _, story = drawn("moons")
    inputs, _, _, _, loss, first, second, _, update = (
        stage_caption(network, story, stage) for stage in range(9)
    )
    assert figures(float(story.x[0])) in inputs
    assert str(len(story.samples)) in inputs
    assert figures(story.loss) in loss
    assert figures(story.batch_loss) in loss
    assert "output − target" in first
    assert figures(float(story.output[0] - story.target[0])) in first
    back = story.layers[2].kernel @ story.layers[2].error
    assert figures(float(np.linalg.norm(back))) in second
    assert figures(float(np.linalg.norm(back * story.layers[1].slope))) in second
    changes = np.concatenate([np.ravel(layer.kernel_change) for layer in story.layers])
    assert figures(float(np.linalg.norm(changes))) in update


def test_dropout_is_told():
    network, _, story = drawn("dropout")
    kept = story.layers[0].kept
    caption = stage_caption(network, story, 1)
    assert (f"switches {np.sum(~kept)} of 6 units off" in caption) == (not kept.all())


def test_numbers_that_are_not_finite_can_be_told():
    network, _, story = drawn("moons")
    layers = (layer._replace(kernel_change=np.full_like(layer.kernel, np.nan)) for layer in story.layers)
    broken = story._replace(loss=float("nan"), layers=tuple(layers))
    for stage in range(story_stages(network)):
        assert stage_caption(network, broken, stage)
