"""Every write about persons, by noun: the register, guardians, powers of attorney, contact ways."""
