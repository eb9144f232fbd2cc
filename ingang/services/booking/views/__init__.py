"""Pages: thin, one call into queries or actions each."""
