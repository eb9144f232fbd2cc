"""A report in words: where it stands, who reads it, and the entry that it quotes."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.care_units.queries import care_unit
from ingang.kernel.grant import OPERATION
from ingang.kernel.words import marked
from ingang.services.journal.pages import happened_words, origin_of, title_of
from ingang.services.journal.reports.models import Finding, What
from ingang.services.journal.reports.queries import Reported, ReportState
from ingang.services.journal.reports.quoting import Quote
from ingang.ui.values import Sentence, SummaryRow

STATES: Mapping[ReportState, str] = {
    ReportState.ASKED: marked("Reported. Nobody has opened it yet"),
    ReportState.BEING_READ: marked("Opened, and not answered yet"),
    ReportState.LATE: marked("The answer is late"),
    ReportState.ANSWERED: marked("Answered"),
    ReportState.WITHDRAWN: marked("You have taken the report back"),
}

NEXT: Mapping[str, str] = {
    Finding.CORRECTED: marked(
        "A record is corrected so that the earlier words can still be read, with who corrected them and when."
        " Here you see the entry as the care giver shows it now."
    ),
    Finding.DISSENT_NOTED: marked("Whoever reads the record sees that you find the entry wrong or misleading."),
    Finding.NOT_CHANGED: marked(
        "You have the right to have it noted in the record that you find the entry wrong or misleading: report again"
        " and choose that. You can also turn to the patients' advisory committee in your region."
    ),
    Finding.DELETION: marked(
        "Nobody in care may take anything out of a record by themselves. You apply to the Health and Social Care"
        " Inspectorate (IVO), in writing, and say which entry it is and why. The care giver must help you with a copy."
    ),
    Finding.ELSEWHERE: marked("The answer says where to turn."),
}


def who_reads(*, unit: str, care_giver_name: str) -> str:
    """Who reads a report, and what they see of it."""
    place = care_unit(hsa_id=unit)
    if unit != OPERATION and place is not None:
        return gettext("%(unit)s reads your report and answers it.") % {"unit": place.name}
    words = gettext(
        "%(care_giver)s takes no reports here yet. Those who run this service read what you write and tell you where to"
        " turn. They see which care giver it is, but neither your name nor the entry."
    )
    return words % {"care_giver": care_giver_name}


def as_sentence(*, reported: Reported) -> Sentence:
    """A report as a line of a list, with the answer beside it."""
    row = reported.report
    is_answered = reported.state is ReportState.ANSWERED
    return Sentence(
        text=gettext("%(entry)s: %(what)s") % {"entry": title_of(reported.quote.entry), "what": what_words(row.what)},
        at=row.reported_at,
        detail=origin_of(reported.quote.entry),
        notes=(answer_in_short(reported=reported),) if is_answered else (),
        url=reverse("journal:report", args=[row.id]),
        mark=gettext(STATES[reported.state]),
        action=gettext("Read the answer") if is_answered else gettext("See the report"),
    )


def as_sentences(*, found: Iterable[Reported]) -> list[Sentence]:
    """Reports as lines of a list."""
    return [as_sentence(reported=one) for one in found]


def answer_in_short(*, reported: Reported) -> str:
    """The finding, and the answer as it was written."""
    row = reported.report
    return gettext("Answer: %(finding)s. %(answer)s") % {
        "finding": gettext(Finding(row.finding).label),
        "answer": row.answer,
    }


def what_words(what: str, /) -> str:
    """What is wrong, in words."""
    return gettext(What(what).label)


def quoted(*, quote: Quote, now: datetime) -> list[SummaryRow]:
    """The entry as it stood, row by row."""
    answers = (
        (gettext("The entry"), title_of(quote.entry)),
        (gettext("Date"), happened_words(quote.entry, now)),
        (gettext("From"), origin_of(quote.entry)),
        (gettext("Which part"), quote.part or gettext("The whole entry")),
        (gettext("Your own words for it"), quote.words),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]
