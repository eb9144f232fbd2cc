"""OpenID Connect as a relying party: any issuer, its claims mapped by configuration."""
