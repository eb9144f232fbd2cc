"""Every read: what is offered to anybody, a person's own times, and a unit's day."""
