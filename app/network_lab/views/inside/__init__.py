"""What happens in each layer: gradients, weights, mistaken classes."""
