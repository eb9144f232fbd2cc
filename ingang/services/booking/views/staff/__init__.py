"""The staff's pages: the day, publishing, kinds of time."""
