"""Commands of the console: `ingang NAME`."""
