"""The curvature of the loss as pictures and words."""
