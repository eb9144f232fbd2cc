"""Django's PostgreSQL with one word of our own: how it is asked whether a connection still stands."""
