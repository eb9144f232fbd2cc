"""An OpenID Connect provider, used twice: as a second e-ID for residents, and as the staff's issuer."""
