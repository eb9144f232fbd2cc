"""The roadmap: what is on its way, when, what each region has said, Agenda 1177 and the pages about the portal."""
