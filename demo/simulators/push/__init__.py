"""A push service and the browsers behind it."""
