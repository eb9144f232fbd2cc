"""The public entrance: the start page, the choice of region, and what everybody is told on every page."""
