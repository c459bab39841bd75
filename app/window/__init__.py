"""The window, its rooms and its keys."""
