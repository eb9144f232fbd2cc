"""The region's page: switches, limits and words of its own, from a date."""
