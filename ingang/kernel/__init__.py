"""Words and rules that need neither Django, database, clock nor network."""
