"""What can be wrong with one record. An answer about somebody else is the connector's WrongPerson."""


class BadRecord(Exception):
    """The record lacks what every record of its kind has: it is skipped and counted. Never leaves this package."""
