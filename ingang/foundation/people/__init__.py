"""Persons, their identifiers over time, guardianship, ombud, staff and assignments, contact ways."""
