"""The sidebar and the transport of the network lab."""
