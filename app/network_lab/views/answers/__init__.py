"""What the network computes: decision map, function, forecast, digits."""
