"""The directory's national service contracts: what others may ask of the catalogue."""
