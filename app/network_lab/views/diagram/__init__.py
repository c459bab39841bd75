"""The network as a diagram, and one training step in slow motion."""
