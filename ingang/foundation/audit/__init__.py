"""Append-only, tamper-evident events: who did what with whose data, when, from where and on what ground."""
