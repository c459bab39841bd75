"""The plot kit: a plot is a function that returns its axes and layers, and `Plot` does everything else.

`content.PlotContent` declares a plot: two `Axis`, `layers` (lines, bands, bars, points, thresholds, marks),
what the axes show, and what a person can drag. `plot.Plot` draws it, zooms, pans, reads values under the
pointer, handles keys, and offers picture and numbers to copy or save.

Plots paint by hand with QPainter, as `app.kit.fast_paint` does it fast, and not with pyqtgraph's PlotWidget:
a frame of playback takes 0.05 times as long (`tests/benchmarks/bench_drawing.py`), because curves stay on a
pixmap while only the cursor and the heads move, and because lines of many points are drawn as bundles of thin
ones (`lines.py`); and importing pyqtgraph took half of the time to the window. Vector pictures (SVG, PDF)
come from the same code.
"""
