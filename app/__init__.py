"""The window: shows results of the core and edits the experiment."""

import os

# What numpy multiplies here is small. Its threads would spin between the products, on processors that
# training needs: principal components took up to ten times as long. It asks when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
