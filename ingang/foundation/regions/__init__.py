"""The 21 regions and 290 municipalities, and what each region has switched on, from which date."""
