"""Losses over a rectangle as a landscape in three dimensions, with the paths of runs on it; for every lab."""
