"""Start: the logged-in start page, made of the services' cards."""
