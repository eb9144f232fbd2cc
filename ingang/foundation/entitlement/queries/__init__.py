"""What staff see of whom their unit is for, under the unit's grant."""
