"""Commands of this part: `ingang connect-system`."""
