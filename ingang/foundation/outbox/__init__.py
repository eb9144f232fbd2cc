"""Events written together with the change they tell of, and delivered after it was committed."""
