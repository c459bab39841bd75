"""The views of the surface lab."""
