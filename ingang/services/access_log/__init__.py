"""Vem har läst: every access to a resident's data, in sentences."""
