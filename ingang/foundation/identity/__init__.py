"""e-ID orders, log-in sessions, devices and staff accounts."""
