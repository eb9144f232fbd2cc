"""Inkorg: messages from care units to one resident."""
