"""One folder = one service that a resident or a profession would name. They never import each other."""
