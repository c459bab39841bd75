"""What experiments on surfaces and on networks share: settings of runs that can be checked and fitted."""

from typing import Self

import msgspec

from .run_settings import OptimizerSettings

LARGEST_SEED = 2**32 - 1


class Experiment(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="kind",
):
    """What to run: a frozen value that holds everything its results depend on.

    Every kind has a field `optimizers`, one entry for each run.
    """

    def settings(self) -> tuple[OptimizerSettings, ...]:
        """The settings of all runs, in the order of the file."""
        raise NotImplementedError

    def validated(self) -> Self:
        """An equal experiment of Python's own numbers; raises TalwegError for the first invalid field."""
        raise NotImplementedError

    def fitted(self, settings: OptimizerSettings) -> OptimizerSettings:
        """These settings with the learning rate that suits what is descended, and without later changes."""
        raise NotImplementedError
