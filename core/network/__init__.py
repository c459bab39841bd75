"""Networks: experiment, layers, training, and what is seen of them."""
