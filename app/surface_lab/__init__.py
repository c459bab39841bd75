"""Controls and views of the surface lab."""
