"""Commands of this service: `ingang import-directory`."""
