"""The only place that knows everything: settings, addresses, servers and the list of services."""
