"""The surface lab: optimizers race over a loss surface."""
