"""Titled panels that the labs fill: with a plot, with a picture of their own, with something to drag."""
