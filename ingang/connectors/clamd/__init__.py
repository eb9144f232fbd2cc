"""Virus scanning by the protocol of ClamAV's daemon."""
