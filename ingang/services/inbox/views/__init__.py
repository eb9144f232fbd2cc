"""Pages of the inbox: the resident's, and those of staff who write."""
