"""The lines of the log as a page and a file show them."""

from collections.abc import Iterable
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext

from ingang.services.access_log.models import Finding
from ingang.services.access_log.queries.log import Line
from ingang.services.access_log.queries.questions import AskedQuestion, QuestionState
from ingang.services.access_log.rules.questions import can_question
from ingang.services.access_log.rules.unusual import SIGN_WORDS
from ingang.services.access_log.words import STATES, UNUSUAL_READING, detail, is_own_reading, mark, sentence
from ingang.ui.values import Sentence

MOST_OWN = 2
"""So many lines of the reader's own stand side by side; more are folded into one, so that others' are seen."""


def sentences(*, lines: Iterable[Line], reader: str) -> list[Sentence]:
    """Each line as a sentence, with what can be asked about it, or what became of the question.

    Many of the reader's own after each other are one that can be unfolded.
    """
    told: list[Sentence] = []
    for is_own, each in groupby(lines, key=lambda line: _is_own(line, reader)):
        run = [as_sentence(line=line, reader=reader) for line in each]
        told += [_folded(run)] if is_own and len(run) > MOST_OWN else run
    return told


def _is_own(line: Line, reader: str) -> bool:
    return not line.signs and not line.asked and is_own_reading(entry=line.entry, reader=reader)


def _folded(run: list[Sentence]) -> Sentence:
    text = gettext("You yourself: %(count)s lines") % {"count": len(run)}
    return Sentence(text=text, at=run[0].at, folded=run)


def as_sentence(*, line: Line, reader: str) -> Sentence:
    """One line as a sentence."""
    url, action = _next(line)
    return Sentence(
        text=sentence(entry=line.entry, reader=reader, names=line.names),
        at=line.entry.at,
        detail=detail(entry=line.entry, names=line.names),
        mark=gettext(UNUSUAL_READING) if line.signs else mark(entry=line.entry),
        notes=_notes(line),
        url=url,
        action=action,
    )


def _next(line: Line) -> tuple[str, str]:
    if line.asked:
        return reverse("access_log:question", args=[line.asked.question.id]), gettext(STATES[line.asked.state])
    if can_question(entry=line.entry):
        return reverse("access_log:ask", args=[line.entry.id]), gettext("Question this")
    return "", ""


def _notes(line: Line) -> tuple[str, ...]:
    """What is unusual about the line, and the answer beside what it is about."""
    signs = tuple(gettext(SIGN_WORDS[sign]) for sign in line.signs)
    is_answered = line.asked is not None and line.asked.state is QuestionState.ANSWERED
    return (*signs, answer_in_short(asked=line.asked)) if line.asked and is_answered else signs


def answer_in_short(*, asked: AskedQuestion) -> str:
    """The finding, and the answer as it was written."""
    words = {"finding": gettext(Finding(asked.question.finding).label), "answer": asked.question.answer}
    return gettext("Answer: %(finding)s. %(answer)s") % words
