"""The pages: for everybody, for units, for regions, and for those who keep the catalogue."""
