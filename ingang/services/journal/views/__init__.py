"""The journal's pages, and its stream."""
