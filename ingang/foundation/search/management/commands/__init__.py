"""Commands of this part: `ingang rebuild-search`."""
