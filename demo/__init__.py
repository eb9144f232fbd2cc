"""The demonstration: a synthetic nation, its cast, and simulators of outside systems."""
