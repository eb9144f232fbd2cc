"""The directory of units by its national service contracts: asked by the client, answered by whoever is one."""
