"""Agera ombud: for whom a resident acts, and who acts for her."""
