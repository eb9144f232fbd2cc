"""Words of the desk for templates: `{% load staff_desk %}`."""
