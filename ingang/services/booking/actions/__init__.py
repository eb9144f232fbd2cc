"""Every write: publishing, holding, booking, cancelling. One action is one transaction."""
