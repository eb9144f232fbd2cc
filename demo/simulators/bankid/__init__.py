"""A BankID service: the relying-party API v6, and a phone where one of the cast approves."""
