"""Care givers and their units: the catalogue that every service points to by HSA-id."""
