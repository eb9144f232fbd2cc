"""Public pages as finished bytes in front of Django, and on disk for when the database is away."""
