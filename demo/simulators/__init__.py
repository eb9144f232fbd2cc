"""Plain small servers that speak the protocols of outside systems, for the demonstration and for tests."""
