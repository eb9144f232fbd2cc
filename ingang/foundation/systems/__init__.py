"""The care givers' own systems that the house asks: where they are, and how they fare."""
