"""The roles in an assignment of those who write public texts, sign them, look at their language and publish them."""

CONTENT_EDITOR = "content_editor"
CONTENT_EXPERT = "content_expert"
CONTENT_LANGUAGE = "content_language"
CONTENT_PUBLISHER = "content_publisher"
CONTENT_ROLES = (CONTENT_EDITOR, CONTENT_EXPERT, CONTENT_LANGUAGE, CONTENT_PUBLISHER)
