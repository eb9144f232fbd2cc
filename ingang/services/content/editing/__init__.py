"""The editors' rooms under /redaktor/: Wagtail's, behind the house's own log-in and with a policy of their own."""
