"""Data sets: the catalogue, a user's CSV file, data that ship with Talweg."""
