"""Journalen: what every care giver has written in one list, with its origin, and with what is missing."""
