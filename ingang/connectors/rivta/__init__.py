"""Other care givers' records by the national service contracts (RIV-TA): SOAP over mutual TLS, many sources at once."""
