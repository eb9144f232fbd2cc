"""Journalen: what every care giver has written, in one list that says where each line comes from and what is missing."""
