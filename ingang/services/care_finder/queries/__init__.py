"""Every read of the catalogue's own tables, and a unit's page as a whole."""
