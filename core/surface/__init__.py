"""Loss surfaces: experiment, catalogue, formulas, descent and its verdicts."""
