"""Commands of this part: `ingang connect-log-service`."""
