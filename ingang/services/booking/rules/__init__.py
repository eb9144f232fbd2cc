"""The rules of times, as pure functions over moments and numbers; one file for each noun."""
