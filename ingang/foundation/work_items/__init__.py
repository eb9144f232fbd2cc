"""Something a unit must do, by when, and what became of it."""
