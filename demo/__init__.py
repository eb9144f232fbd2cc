<<<<<<< HEAD
"""The demonstration: a synthetic nation, its cast, and simulators of outside systems."""
=======
"""The synthetic nation and the simulators of outside systems; no part of the product."""
>>>>>>> connectors
