"""The loss around some weights: directions, planes through weight space, losses and paths on them."""
