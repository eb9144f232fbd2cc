"""SMS in the operators' own protocol, SMPP 3.4."""
