"""What residents, and the units that answer them, do with the log."""
