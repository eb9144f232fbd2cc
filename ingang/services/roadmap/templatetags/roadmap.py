"""`{% load roadmap %}`: a row's words in the reader's language."""

from typing import Any

from django import template

from ingang.services.roadmap.words import said as said_in_language

register = template.Library()


@register.filter
def said(row: Any, name: str) -> str:
    """`{{ row|said:"title" }}`: title_sv or title_en."""
    return said_in_language(row, name)
