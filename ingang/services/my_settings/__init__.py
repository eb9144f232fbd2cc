"""Inställningar: how to reach a person, how to understand her, what to call her, and her protections."""
