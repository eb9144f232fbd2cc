"""Pages of the operation."""
