"""Consents to read across care givers, and blocks (spärr), with validity over time."""
