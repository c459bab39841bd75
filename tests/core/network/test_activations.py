import numpy as np
import pytest

from core.network import activations, architecture, forward
from core.network.activations import ACTIVATIONS


def test_every_activation_of_the_networks_is_described() -> None:
    assert tuple(ACTIVATIONS) == architecture.ACTIVATIONS
    assert all(one.title and one.formula and one.meaning.endswith(".") for one in ACTIVATIONS.values())


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_what_is_drawn_is_what_a_network_computes(name: str) -> None:
    z = np.concatenate([np.linspace(-6.0, 6.0, 241), [-800.0, 800.0]]).reshape(3, 81)
    weights = (forward.DenseWeights(np.ones((1, 1), np.float32), np.zeros(1, np.float32)),)
    perceptron = architecture.build("perceptron", (1,), 1, activation=name, output_activation=name)
    computed = forward.forward(perceptron, weights, z.reshape(1, -1).astype(np.float32))
    drawn = ACTIVATIONS[name].function(z)
    assert drawn.shape == z.shape
    assert drawn.ravel() == pytest.approx(np.asarray(computed, np.float64)[0], rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("name", [name for name, one in ACTIVATIONS.items() if one.limits])
def test_limits_are_what_it_comes_close_to(name: str) -> None:
    one = activations.ACTIVATIONS[name]
    assert one.function(np.array([-50.0, 50.0])) == pytest.approx(one.limits, abs=1e-12)
