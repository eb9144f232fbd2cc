"""Reads of the inbox: a person's own messages, and what a unit has written and sent."""
