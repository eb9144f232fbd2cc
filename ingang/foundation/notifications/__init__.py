"""What to tell whom, how and when; never what it is about."""
