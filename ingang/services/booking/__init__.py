"""Bokade tider: units publish free times, residents book and cancel them, one time is sold once."""
