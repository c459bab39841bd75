"""The training as curves and as a table."""
