"""What knows no lab: theme, files, plots, reliefs, small widgets."""
