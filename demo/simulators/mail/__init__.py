"""A mail server that keeps what it gets and shows it on a page."""
