"""What maps of losses share: where places are seen, shades and contour lines, paths, symbols, zooming."""
