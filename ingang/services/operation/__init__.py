"""For the portal's operation: how the connected systems fare, and what is planned."""
