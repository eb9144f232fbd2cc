"""The directory of units in the form that HSA has: read from a file, and checked line by line. Pure."""
