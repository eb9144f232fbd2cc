"""Every write: imports, the unit's own edits, the region's decisions, reports of errors."""
