"""Staff say for whom their unit's e-services are: where people live, whom it approves, which needs count."""
