"""The national engagement index (engagemangsindex): which systems hold records on a person, and never what they say."""
