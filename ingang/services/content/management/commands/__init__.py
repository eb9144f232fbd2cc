"""Commands of this service: `ingang import-content`."""
