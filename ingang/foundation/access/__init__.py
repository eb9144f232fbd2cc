"""May this actor do this with this data, now, and on what ground: the only maker of grants."""
