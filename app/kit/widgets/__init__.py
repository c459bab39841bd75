"""Small widgets that know nothing of the lab they stand in."""
