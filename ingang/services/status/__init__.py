"""The public page of how the portal and the systems that it asks fare."""
