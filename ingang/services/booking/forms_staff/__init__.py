"""Input from a unit's staff; validates, never saves."""
