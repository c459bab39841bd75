"""The commands of `talweg`."""
