"""For whom a unit's e-services are: service areas, approved residents, listings, needs, and what is given to one."""
