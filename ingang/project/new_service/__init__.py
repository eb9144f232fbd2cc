"""What a new service begins with: a page that residents reach, its words in two languages, and its tests."""
