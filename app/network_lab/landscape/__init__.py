"""The landscape of the network's loss: its session, presenter, pictures and tables."""
