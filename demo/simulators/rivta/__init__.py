"""Care givers' record systems behind a service platform, simulated: the national service contracts for records."""
