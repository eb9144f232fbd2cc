"""Settings: base for all, and one module each for demonstration, tests and production."""
