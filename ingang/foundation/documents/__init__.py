"""Files that people send each other: checked by content, scanned, kept apart from the tables, and gone by a date."""
