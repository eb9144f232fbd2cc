"""Reporting an error from the entry itself, and following the report to an answer."""
