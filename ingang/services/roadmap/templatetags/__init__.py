"""What the service's own templates say of its rows."""
