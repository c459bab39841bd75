"""What is known of a drawn network and its neurons: numbers, words, formulas, pictures, the card."""
