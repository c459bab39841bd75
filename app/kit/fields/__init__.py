"""Fields that a person sets: numbers, sliders, choices from a menu."""
