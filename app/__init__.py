"""The window: shows results of the core and edits the experiment."""
