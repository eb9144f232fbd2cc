"""What every table with personal data has in common: the person in each row, and no way in without a grant."""
