"""Logs: one JSON line per event, with the request's id and without personal data.

A line never holds what a value was: other people's messages are cut where a value may begin, and of an exception only
its type and places are told, since the text of a database's error quotes the row that it is about.
"""

import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from logging import LogRecord
from types import TracebackType
from typing import Any

import msgspec

OURS = "ingang."
FRAMES = 15
VALUE_BEGINS = re.compile(r"[:'\"`(\[{<=?\n]|%[\w(]|\d{4}")
LIKE_A_NUMBER = re.compile(r"\d{6}(?:\d{2})?[-+]?[\dA-Z]{4}\b|\+?\d[\d -]{7,}\d|[^\s@]+@[^\s@]+|\?\S+=\S*")
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]

request_in_hand: ContextVar[str] = ContextVar("request_in_hand", default="")
"""The id of the request that this thread of work answers, for every line that it leaves."""


def configuration(*, level: str) -> dict[str, Any]:
    """Django's LOGGING: everything as lines on standard error, and no mail to administrators."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "ingang.project.logs.Lines"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {
            **{name: {"handlers": [], "propagate": True, "level": "NOTSET"} for name in ("django", "django.server")},
            # At its ease it tells the title of each text that is saved.
            **{name: {"level": "WARNING"} for name in ("wagtail", "django_tasks", "modelsearch")},
        },
    }


class Lines(logging.Formatter):
    """Makes a line of a record: its own words, level and place, and what `told_of` and the request add."""

    def format(self, record: LogRecord) -> str:
        """The line, without its end."""
        told = told_of(record)
        if request := request_in_hand.get():
            told["request"] = request
        told["timestamp"] = datetime.fromtimestamp(record.created, UTC).isoformat()
        return msgspec.json.encode(told, enc_hook=str).decode()


def told_of(record: LogRecord) -> dict[str, Any]:
    """The record's own words, level and place; of an exception its types and frames; and our own named fields."""
    told: dict[str, Any] = {
        "event": words(name=record.name, template=str(record.msg), message=record.getMessage()),
        "level": record.levelname.lower(),
        "logger": record.name,
        "place": f"{record.module}:{record.lineno}",
    }
    if record.name.startswith(OURS):
        told |= getattr(record, "fields", {})
    if status := getattr(record, "status_code", None):
        told["status"] = status
    if record.exc_info and record.exc_info[1]:
        told |= exception_without_values(record.exc_info)
    return told


def words(*, name: str, template: str, message: str) -> str:
    """What happened: our own messages whole but for numbers and addresses, others up to where a value may begin."""
    if name.startswith(OURS):
        return LIKE_A_NUMBER.sub("…", message)
    return VALUE_BEGINS.split(template, maxsplit=1)[0].strip() or "no words"


def exception_without_values(exception: ExcInfo) -> dict[str, Any]:
    """The types of the exception and its causes, and where it was raised; never its text."""
    types: list[str] = []
    cause: BaseException | None = exception[1]
    while cause is not None and len(types) < FRAMES:
        types.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(exception[2])[-FRAMES:]
    return {"error": types, "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]}
