"""The views of the network lab."""
