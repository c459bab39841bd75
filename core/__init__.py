"""The laboratory without a window: experiments, optimizers, surfaces and what becomes of them."""
