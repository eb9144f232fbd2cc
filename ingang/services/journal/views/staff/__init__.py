"""The pages on which staff read across care givers: whom, on what ground, and then the journal."""
