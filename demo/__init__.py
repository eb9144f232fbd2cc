"""The synthetic nation and the simulators of outside systems; no part of the product."""
