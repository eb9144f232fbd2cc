"""Every write about consents, blocks and patient relations, by noun."""
