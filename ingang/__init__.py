"""Ingång: the open entrance to publicly financed care."""
