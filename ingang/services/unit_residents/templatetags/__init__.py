"""What this service adds to its templates."""
