"""Public health content: a national core, the regions' own layers, several languages, and those who write it."""
