"""What care givers' own systems have logged about a person, asked for at her wish and kept for her log-in alone."""
