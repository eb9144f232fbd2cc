"""Documents as PDF/A and PDF/UA, tagged: a look that all have in common, and a process of its own that sets them."""
