"""An SMS operator: SMPP 3.4, and a page of what was received."""
