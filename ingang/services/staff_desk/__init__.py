"""The staff's start page: what waits at the unit, and where to go."""
