"""Telling a reader who wishes it that something new can be read: never what, from whom, or before it can be."""
