"""Swedish text to tokens and back, and one index for everything that can be found."""
