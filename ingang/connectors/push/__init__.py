"""Web Push: short encrypted messages to a person's own browser."""
