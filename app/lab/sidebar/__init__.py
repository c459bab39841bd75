"""What the sidebars of all labs share: sections and rows, the optimizers' cards, the learning rates."""
