"""The locked dependencies and how they are made."""
