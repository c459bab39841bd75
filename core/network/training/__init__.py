"""Training of all runs of an experiment: it begins, goes some steps further, ends, or is taken up again."""

from .loop import advance, begin, learning_rates, resume, run

__all__ = ["advance", "begin", "learning_rates", "resume", "run"]
