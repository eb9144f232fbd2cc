"""Commands of this service: `ingang tell-index`."""
