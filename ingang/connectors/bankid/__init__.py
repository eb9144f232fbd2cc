"""BankID as a relying party: log-in and signature, on the same device, by QR and during telephone calls."""
