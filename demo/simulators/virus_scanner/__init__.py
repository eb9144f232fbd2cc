"""A virus scanner that speaks the protocol of ClamAV's daemon."""
