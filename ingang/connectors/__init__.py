"""How we speak to the outside: client, errors, fake and verification, one folder a protocol."""
