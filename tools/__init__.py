"""What is run by hand, seldom, to make a data file of the product anew."""
