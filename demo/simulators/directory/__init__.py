"""The directory of units by its national service contracts, simulated."""
