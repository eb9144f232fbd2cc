"""The manifest of this service."""

from dataclasses import replace

from ingang.foundation.records.part import PART as RECORDS
from ingang.kernel.actor import JOURNAL_ADMIN
from ingang.kernel.events import EventType, Hearing
from ingang.kernel.service import (
    Audience,
    DataKind,
    Limit,
    MenuEntry,
    NoticeWords,
    QueuedJob,
    ScheduledJob,
    Service,
    Switch,
    WorkKind,
)
from ingang.kernel.words import marked

# As in keeping.py, release_choices.py and reading_across/lifting.py, which the list of services can not import.
WRONG_PERSON = "journal.wrong_person"
SPEAK = "journal.speak"
LIFT_ASKED = "journal.lift_asked"
# As in reports/, likewise.
SHOWING = "journal.showing"  # as in showing/, likewise
REPORT, URGENT_REPORT = "journal.report", "journal.report_urgent"

# The same words as other services' notices of what is new: neither which of them nor what it is about.
SOMETHING_NEW = marked(
    "There is something new for you to read after log-in. Log in as you usually do. This notice was sent"
    " automatically and can not be answered."
)

SERVICE = Service(
    name="journal",
    title=marked("The journal"),
    audience=Audience.RESIDENT,
    app="ingang.services.journal.apps.JournalConfig",
    mounts={
        "": "ingang.services.journal.urls",
        "stream/journalen/": "ingang.services.journal.stream_urls",
    },
    menu=(
        MenuEntry(
            title=marked("The journal"),
            address="journal:start",
            order=40,
            searched_by="sok",
            also_called=marked(
                "medical records, health records, test results, lab results, my diagnoses, my medicines, "
                "doctor's notes, read my record, see my results, blood test results, x-ray results, "
                "vaccinations, what the doctor wrote, diagnoses, discharge summary, growth chart, log in to my "
                "record"
            ),
        ),
        MenuEntry(
            title=marked("Shared journal"),
            address="journal:find",
            order=40,
            audience=Audience.STAFF,
            for_care=True,
        ),
        MenuEntry(
            title=marked("What the journal shows"),
            address="journal:disclosure",
            order=80,
            audience=Audience.STAFF,
            roles=(JOURNAL_ADMIN,),
        ),
    ),
    card="ingang.services.journal.cards.card",
    card_kinds=("records.clinical",),
    first_things="ingang.services.journal.reports.first_things.first_things",
    # A report quotes the record: whoever reaches the one reaches the other.
    data_kinds=(
        DataKind(code=REPORT, title=marked("Reports of errors in the medical record"), closed_by_seal=True),
        DataKind(code=SHOWING, title=marked("Journal shown by a link"), closed_by_seal=True),
    ),
    age_rules=tuple(replace(rule, kind=kind) for kind in (REPORT, SHOWING) for rule in RECORDS.age_rules),
    switches=(
        Switch(
            code=SHOWING,
            sentence=marked("Residents can show their journal to care for a limited time, by a link and a code."),
            default=False,
        ),
    ),
    audit_events={
        "journal.source_asked": marked("Asked a care giver's system for the journal"),
        "journal.index_asked": marked("Asked which care givers have records for the journal"),
        "journal.entry_read": marked("Read an entry in the journal"),
        "journal.values_read": marked("Read values over time in the journal"),
        "journal.vaccinations_read": marked("Read the vaccinations in the journal"),
        "journal.growth_read": marked("Read how the child grows in the journal"),
        "journal.entry_downloaded": marked("Downloaded an entry from the journal"),
        "journal.taking_asked": marked("Asked for a file to take the journal along"),
        "journal.taking_cancelled": marked("Threw away a file of the journal"),
        "journal.taking_downloaded": marked("Fetched a file of the journal"),
        "journal.showing_made": marked("Made a part of the journal ready to be shown by a link"),
        "journal.release_chosen": marked("Chose when results are shown"),
        "journal.waiting_shown": marked("Asked to see now what was to be shown later"),
        "journal.waiting_found": marked("Noted that a result waits for care to speak with the patient"),
        "journal.result_released": marked("Let a result that waited be shown"),
        "journal.disclosure_decided": marked("Decided what the journal shows"),
        "journal.new_told": marked("Told that something new can be read in the journal"),
        "journal.error_reported": marked("Reported an error in the journal"),
        "journal.report_withdrawn": marked("Took back a report about the journal"),
        "journal.report_read": marked("Opened a report about the journal for the first time"),
        "journal.report_sent_on": marked("Sent a report about the journal on to another unit"),
        "journal.report_arrived": marked("Gave a report about the journal to the unit that it was sent on to"),
        "journal.report_answered": marked("Answered a report about the journal"),
        "journal.report_answer_opened": marked("Opened the answer to a report about the journal"),
    },
    notices=(
        NoticeWords(
            code="journal.showing_opened",
            title=marked("When somebody has opened what you show of the journal"),
            subject=marked("There is something new for you to read"),
            body=SOMETHING_NEW,
        ),
        NoticeWords(
            code="journal.showing_ended",
            title=marked("When what you show of the journal has ended by itself"),
            subject=marked("There is something new for you to read"),
            body=SOMETHING_NEW,
        ),
        NoticeWords(
            code="journal.new_results",
            title=marked("When new answers to samples and examinations can be read in the journal"),
            subject=marked("There is something new for you to read"),
            body=SOMETHING_NEW,
            by_default=False,
        ),
        NoticeWords(
            code="journal.new_others",
            title=marked("When something else that is new can be read in the journal"),
            subject=marked("There is something new for you to read"),
            body=SOMETHING_NEW,
            by_default=False,
        ),
        NoticeWords(
            code="journal.new_today",
            title=marked("Once in the evening, when something new has come in the journal that day"),
            subject=marked("There is something new for you to read"),
            body=SOMETHING_NEW,
            by_default=False,
        ),
    ),
    work_kinds=(
        WorkKind(
            code=LIFT_ASKED,
            title=marked("Another care giver asks to have a block lifted: danger to life"),
            page="journal:lift",
            urgent=True,
        ),
        WorkKind(code=WRONG_PERSON, title=marked("A care giver's system answered about the wrong person"), urgent=True),
        WorkKind(code=REPORT, title=marked("A resident reports an error in the journal"), page="journal:answer_report"),
        WorkKind(
            code=URGENT_REPORT,
            title=marked("A resident reports that an entry is about somebody else"),
            page="journal:answer_report",
            urgent=True,
        ),
        WorkKind(
            code=SPEAK,
            title=marked("Speak with a patient before a result is shown"),
            page="journal:speak",
        ),
    ),
    announces=(
        EventType(name="journal.waiting_shown", version=1, fields=("result",)),
        EventType(name="journal.result_released", version=1, fields=("result",)),
        EventType(name="journal.error_reported", version=1, fields=("report", "unit")),
        EventType(name="journal.report_withdrawn", version=1, fields=("report",)),
        EventType(name="journal.report_sent_on", version=1, fields=("report", "unit")),
        EventType(name="journal.report_answered", version=1, fields=("report", "unit", "hidden_from_guardian")),
    ),
    hears=(
        Hearing(
            event="journal.report_withdrawn",
            version=1,
            handler="ingang.services.journal.reports.actions.report_withdrawn",
            kinds=("work_items.item",),
        ),
        Hearing(
            event="journal.report_sent_on",
            version=1,
            handler="ingang.services.journal.reports.actions.report_sent_on",
            kinds=(REPORT, "work_items.item"),
        ),
        Hearing(
            event="access.link_closed",
            version=1,
            handler="ingang.services.journal.showing.opening.link_closed",
            kinds=("records.clinical",),
        ),
        Hearing(
            event="engagements.notified",
            version=1,
            handler="ingang.services.journal.hearings.index_notified",
            kinds=("records.clinical",),
        ),
        Hearing(
            event="records.changed",
            version=1,
            handler="ingang.services.journal.news.hearings.records_changed",
            kinds=("records.clinical",),
        ),
        Hearing(
            event="journal.result_released",
            version=1,
            handler="ingang.services.journal.news.hearings.result_released",
            kinds=("records.clinical",),
        ),
        Hearing(
            event="journal.waiting_shown",
            version=1,
            handler="ingang.services.journal.release_choices.waiting_shown",
            kinds=("work_items.item",),
        ),
    ),
    limits=(
        Limit(
            code="journal.report_days",
            sentence=marked("Within how many days a report of an error in the journal is answered."),
            default=14,
            least=1,
            most=30,
            unit=marked("days"),
        ),
        Limit(
            code="journal.spoken_days",
            sentence=marked("For how many days a result waits at most for care to speak with the patient."),
            default=30,
            least=14,
            most=60,
            unit=marked("days"),
        ),
        Limit(
            code="journal.speak_within_days",
            sentence=marked("Within how many days a unit speaks with a patient who waits for that before a result."),
            default=10,
            least=1,
            most=14,
            unit=marked("days"),
        ),
    ),
    jobs=(
        ScheduledJob(
            name="journal.forget_answers",
            handler="ingang.services.journal.keeping.forget",
            every_minutes=5,
            kinds=("records.clinical",),
        ),
        ScheduledJob(
            name="journal.forget_takings",
            handler="ingang.services.journal.taking.steps.forget_ended",
            every_minutes=5,
            kinds=("records.clinical",),
        ),
        ScheduledJob(
            name="journal.forget_showings",
            handler="ingang.services.journal.showing.opening.forget",
            every_minutes=5,
            kinds=("records.clinical",),
        ),
        ScheduledJob(
            name="journal.find_waiting",
            handler="ingang.services.journal.release_choices.find_waiting",
            every_minutes=15,
            kinds=("records.clinical",),
        ),
        ScheduledJob(
            name="journal.tell_news",
            handler="ingang.services.journal.news.telling.tell",
            every_minutes=1,
            kinds=("records.clinical",),
        ),
    ),
    queued_jobs=(
        QueuedJob(
            name="journal.take_along",
            handler="ingang.services.journal.taking.job.make",
            kinds=("records.clinical",),
        ),
    ),
    samples="ingang.services.journal.samples.samples",
)
