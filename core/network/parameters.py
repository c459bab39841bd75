"""The numbers of a network experiment that have sliders."""

from ..data.samples import MOST_SAMPLES
from ..messages import tr_noop
from ..parameters import Parameter

MOST_EPOCHS = 100_000

SAMPLES = Parameter(
    name="samples",
    title=tr_noop("core", "samples"),
    symbol="n",
    default=1000,
    low=20,
    high=2000,
    at_least=10,
    at_most=MOST_SAMPLES,
    whole=True,
    meaning=tr_noop("core", "How many examples there are, those for validation included."),
)
BATCH_SIZE = Parameter(
    name="batch_size",
    title=tr_noop("core", "batch size"),
    symbol="B",
    default=32,
    low=1,
    high=1024,
    scale="log",
    at_least=1,
    at_most=MOST_SAMPLES,
    whole=True,
    meaning=tr_noop(
        "core", "How many samples the gradient of a step is the mean of: few are noisy, all are slow."
    ),
)
VALIDATION_FRACTION = Parameter(
    name="validation_fraction",
    title=tr_noop("core", "validation"),
    symbol="",
    default=0.25,
    low=0.0,
    high=0.75,
    at_least=0.0,
    at_most=0.9,
    meaning=tr_noop(
        "core", "The share of the samples that training never sees: how well does it generalise?"
    ),
)
DROPOUT = Parameter(
    name="dropout",
    title=tr_noop("core", "dropout"),
    symbol="p",
    default=0.0,
    low=0.0,
    high=0.8,
    at_least=0.0,
    below=1.0,
    meaning=tr_noop("core", "The share of hidden outputs that each training step sets to 0 at random."),
)
L1 = Parameter(
    name="l1",
    title=tr_noop("core", "L1"),
    symbol="λ₁",
    default=0.0,
    low=0.0,
    high=0.1,
    scale="log_from_zero",
    after_zero=1e-6,
    at_least=0.0,
    meaning=tr_noop("core", "Adds this share of all |w| to the loss: weights that do not help become 0."),
)
L2 = Parameter(
    name="l2",
    title=tr_noop("core", "L2"),
    symbol="λ₂",
    default=0.0,
    low=0.0,
    high=0.1,
    scale="log_from_zero",
    after_zero=1e-6,
    at_least=0.0,
    meaning=tr_noop("core", "Adds this share of all w² to the loss: weights stay small."),
)
MIN_DELTA = Parameter(
    name="min_delta",
    title=tr_noop("core", "least gain"),
    symbol="δ",
    default=0.0,
    low=0.0,
    high=0.1,
    scale="log_from_zero",
    after_zero=1e-5,
    at_least=0.0,
    meaning=tr_noop("core", "By how much a value has to improve to count as better."),
)
