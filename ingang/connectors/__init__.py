"""How we speak to the outside: one folder per protocol, each with a client, its errors and a fake."""
