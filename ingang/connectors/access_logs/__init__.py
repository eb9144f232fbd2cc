"""What care givers' own systems have logged about a person: the national contract GetAccessLogsForPatient 1.1."""
