"""The catalogue of data sets: the registry of all families; numpy only."""

from collections.abc import Mapping

from ..optimizers.rates import rates
from .dataset import Dataset
from .functions import FUNCTIONS
from .measured import MEASURED
from .plane_classes import PLANE_CLASSES
from .sequences import SEQUENCES

LEARNING_RATES = rates(0.1, 0.01, 2.0, 0.1, 0.005)
"""With these, small networks get ahead on most data."""

DATASETS: Mapping[str, Dataset] = {
    dataset.name: dataset for dataset in (*PLANE_CLASSES, *FUNCTIONS, *SEQUENCES, *MEASURED)
}
"""Every data set by its name, in the order in which they are offered."""
