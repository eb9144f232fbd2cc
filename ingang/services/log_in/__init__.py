"""Logging in and out, choosing for whom one acts, and the public start page."""
