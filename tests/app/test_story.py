"""The stages of a batch and their captions, of steps that were really made."""

import numpy as np
import pytest

from app.network_lab.diagram import story_stages
from app.network_lab.drawn_network import pooled
from app.network_lab.neuron_formula import figures
from app.network_lab.story import precise, stage_caption, stage_of, stages
from app.network_lab.story_values import sample_number, story_values
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


def test_a_small_step_shows():
    assert precise(-0.3412, -0.3398) == ("−0.341", "−0.340")
    assert precise(0.25, 0.25004) == ("0.25000", "0.25004")
    assert precise(0.25, 0.25) == ("0.250", "0.250")


def test_an_output_is_called_by_its_class():
    network, _, story = drawn("images")
    unit = int(np.argmax(np.abs(story.layers[-1].a)))
    assert f"output “{network.output_names[unit]}”: z = " in stage_caption(network, story, 3)


def test_inputs_are_told_as_they_are_drawn():
    network, values, story = drawn("moons")
    scaled = values.scaling
    caption = stage_caption(network, story, 0, scaled)
    assert f"training sample {story.samples[0] + 1}," in caption
    assert f"x₁ = {figures(float((story.x * scaled.scale + scaled.mean)[0]))}" in caption
    assert f"(standardised {figures(float(story.x[0]))}" in caption
    assert "standardised" not in stage_caption(network, story, 0)


# --- the numbers of the sample that is told of ---


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_everything_is_of_the_story_s_sample(name):
    network, values, story = drawn(name)
    told = story_values(network, values, story)
    assert sample_number(story) == story.samples[0] + 1
    np.testing.assert_array_equal(np.ravel(told.probe_a[0]), np.ravel(story.x))
    for layer in range(1, len(network.layers)):
        np.testing.assert_array_equal(told.kernels[layer - 1], story.layers[layer - 1].kernel)
        np.testing.assert_array_equal(told.probe_a[layer], story.layers[layer - 1].a)


def test_the_image_and_its_maps_are_of_the_story_s_sample():
    network, values, story = drawn("images")
    told = story_values(network, values, story)
    image = np.ravel(story.x) * values.scaling.scale + values.scaling.mean
    np.testing.assert_allclose(told.picture(0).ravel(), image)
    maps = pooled(told.picture(1))  # (filters, 3, 3), as the network pools them
    np.testing.assert_allclose(maps, np.moveaxis(story.layers[0].a, -1, 0), rtol=1e-5, atol=1e-6)


def test_another_network_s_story_is_not_told():
    network, values, _ = drawn("moons")
    assert story_values(network, values, drawn("images").story) is None
    assert story_values(drawn("recurrent").network, values, drawn("curve").story) is None
