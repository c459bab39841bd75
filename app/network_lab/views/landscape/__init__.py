"""The landscape of the network's loss: map, line and relief."""
