"""The pages about whom the unit is for."""
