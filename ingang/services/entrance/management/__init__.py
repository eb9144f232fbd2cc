"""Commands of this service."""
