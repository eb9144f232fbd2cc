"""Words about times for templates."""
