"""Writes of the inbox: receiving, reading, and what staff write."""

from ingang.services.inbox.actions.reading import open_message as open_message
from ingang.services.inbox.actions.receiving import Draft as Draft
from ingang.services.inbox.actions.receiving import receive_message as receive_message
