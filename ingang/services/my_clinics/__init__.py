"""Mottagningar: the units that a person has a relation with, and their contact cards."""
