"""The stages of a batch and their captions, of steps that were really made."""

import numpy as np
import pytest

from app.network_lab.views.diagram.slow_motion import precise, stage_caption, stage_of, stages, trace_stages
from app.network_lab.views.diagram.slow_motion_values import sample_number, traced_values
from app.network_lab.views.neurons.drawn_network import pooled
from app.network_lab.views.neurons.neuron_formula import figures
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
    assert trace_stages(network) == 9
    assert stage_of(network, -3).kind == "inputs"
    assert stage_of(network, 99).kind == "update"


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_stage_has_a_caption_of_its_own(name):
    network, _, trace = drawn(name)
    captions = [stage_caption(network, trace, stage) for stage in range(trace_stages(network))]
    assert len(set(captions)) == len(captions)
    for caption in captions:
        assert caption[0].isupper()
        assert caption.endswith(".")
        assert "{" not in caption


def test_the_captions_tell_the_numbers_of_the_step():
    network, _, trace = drawn("moons")
    inputs, _, _, _, loss, first, second, _, update = (
        stage_caption(network, trace, stage) for stage in range(9)
    )
    assert figures(float(trace.x[0])) in inputs
    assert str(len(trace.samples)) in inputs
    assert figures(trace.loss) in loss
    assert figures(trace.batch_loss) in loss
    assert "output − target" in first
    assert figures(float(trace.output[0] - trace.target[0])) in first
    back = trace.layers[2].kernel @ trace.layers[2].error
    assert figures(float(np.linalg.norm(back))) in second
    assert figures(float(np.linalg.norm(back * trace.layers[1].slope))) in second
    changes = np.concatenate([np.ravel(layer.kernel_change) for layer in trace.layers])
    assert figures(float(np.linalg.norm(changes))) in update


def test_dropout_is_told():
    network, _, trace = drawn("dropout")
    kept = trace.layers[0].kept
    caption = stage_caption(network, trace, 1)
    assert (f"switches {np.sum(~kept)} of 6 units off" in caption) == (not kept.all())


def test_numbers_that_are_not_finite_can_be_told():
    network, _, trace = drawn("moons")
    layers = (layer._replace(kernel_change=np.full_like(layer.kernel, np.nan)) for layer in trace.layers)
    broken = trace._replace(loss=float("nan"), layers=tuple(layers))
    for stage in range(trace_stages(network)):
        assert stage_caption(network, broken, stage)


def test_a_small_step_shows():
    assert precise(-0.3412, -0.3398) == ("−0.341", "−0.340")
    assert precise(0.25, 0.25004) == ("0.25000", "0.25004")
    assert precise(0.25, 0.25) == ("0.250", "0.250")


def test_an_output_is_called_by_its_class():
    network, _, trace = drawn("images")
    unit = int(np.argmax(np.abs(trace.layers[-1].a)))
    assert f"output “{network.output_names[unit]}”: z = " in stage_caption(network, trace, 3)


def test_inputs_are_told_as_they_are_drawn():
    network, values, trace = drawn("moons")
    scaled = values.scaling
    caption = stage_caption(network, trace, 0, scaled)
    assert f"training sample {trace.samples[0] + 1}," in caption
    assert f"x₁ = {figures(float((trace.x * scaled.scale + scaled.mean)[0]))}" in caption
    assert f"(standardised {figures(float(trace.x[0]))}" in caption
    assert "standardised" not in stage_caption(network, trace, 0)


# --- the numbers of the sample that is told of ---


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_everything_is_of_the_story_s_sample(name):
    network, values, trace = drawn(name)
    told = traced_values(network, values, trace)
    assert sample_number(trace) == trace.samples[0] + 1
    np.testing.assert_array_equal(np.ravel(told.probe_a[0]), np.ravel(trace.x))
    for layer in range(1, len(network.layers)):
        np.testing.assert_array_equal(told.kernels[layer - 1], trace.layers[layer - 1].kernel)
        np.testing.assert_array_equal(told.probe_a[layer], trace.layers[layer - 1].a)


def test_the_image_and_its_maps_are_of_the_story_s_sample():
    network, values, trace = drawn("images")
    told = traced_values(network, values, trace)
    image = np.ravel(trace.x) * values.scaling.scale + values.scaling.mean
    np.testing.assert_allclose(told.picture(0).ravel(), image)
    maps = pooled(told.picture(1))  # (filters, 3, 3), as the network pools them
    np.testing.assert_allclose(maps, np.moveaxis(trace.layers[0].a, -1, 0), rtol=1e-5, atol=1e-6)


def test_another_network_s_story_is_not_told():
    network, values, _ = drawn("moons")
    assert traced_values(network, values, drawn("images").trace) is None
    assert traced_values(drawn("recurrent").network, values, drawn("curve").trace) is None
