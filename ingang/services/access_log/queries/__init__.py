"""Reading the log and the questions about it."""
