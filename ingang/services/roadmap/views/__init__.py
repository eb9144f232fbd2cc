"""Pages for everybody, feeds, and the editors' and the regions' pages."""
