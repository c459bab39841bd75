"""The curvature of the network's loss: its session and presenter."""
