"""What pictures with axes are made of: ranges, ticks, thinned lines."""
