"""Hitta vård and Utbudstjänsten: the catalogue of units and what they offer, for everybody."""
