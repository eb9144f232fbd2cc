"""Tells the engagement index what care givers keep here, and hears what it has to tell."""
