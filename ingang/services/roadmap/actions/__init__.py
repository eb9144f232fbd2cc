"""Everything that changes the roadmap."""
