"""Staff read what other care givers have written, in the two steps of the law (SVOD 2:4 and 3 kap.)."""
