"""One search over everything: facts and advice, care, e-services, and where to look among what is one's own."""
