"""Every write: what a unit says of places, what it gives to persons, and what is noted of them."""
