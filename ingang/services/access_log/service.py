"""The manifest of the access log."""

from ingang.kernel.events import EventType, Hearing
from ingang.kernel.service import (
    AgeRule,
    Audience,
    DataKind,
    Limit,
    MenuEntry,
    NoticeWords,
    Role,
    ScheduledJob,
    Service,
    WorkKind,
)
from ingang.kernel.words import marked

QUESTION, UNUSUAL, EVENTS = "access_log.question", "access_log.unusual", "audit.event"
ELSEWHERE = "access_log.elsewhere"
BASIS = "PDL 5:5, 8:5"

SERVICE = Service(
    name="access_log",
    title=marked("Who has read"),
    audience=Audience.RESIDENT,
    app="ingang.services.access_log.apps.AccessLogConfig",
    mounts={"": "ingang.services.access_log.urls"},
    menu=(
        MenuEntry(
            title=marked("Who has read"),
            address="access_log:start",
            order=82,
            about=marked("See everybody who has opened your data, and question what looks wrong."),
            in_menu=False,
            also_called=marked(
                "who has opened my records, who has looked, log of my records, who has read my record, who "
                "looked at my journal, access log, snooping, unauthorised access, audit log"
            ),
        ),
    ),
    card="ingang.services.access_log.cards.card",
    card_kinds=(EVENTS,),
    first_things="ingang.services.access_log.first_things.first_things",
    # As the log itself: never an ombud's.
    data_kinds=(
        DataKind(code=QUESTION, title=marked("Questions about who has read")),
        DataKind(code=UNUSUAL, title=marked("Unusual readings")),
        DataKind(code=ELSEWHERE, title=marked("Care givers' own logs")),
    ),
    age_rules=tuple(
        rule
        for kind in (QUESTION, UNUSUAL, ELSEWHERE)
        for rule in (
            AgeRule(kind=kind, role=Role.SELF, age_from=0, age_until=None, basis=BASIS),
            AgeRule(kind=kind, role=Role.GUARDIAN, age_from=0, age_until=13, basis="FB 6:11; records-identity-law 6"),
            AgeRule(kind=kind, role=Role.LEGAL_REPRESENTATIVE, age_from=18, age_until=None, basis="FB 11 kap."),
        )
    ),
    audit_events={
        "access_log.downloaded": marked("Downloaded who has read"),
        "access_log.question_asked": marked("Questioned a line of who has read"),
        "access_log.question_withdrawn": marked("Took back a question about who has read"),
        "access_log.question_answered": marked("Answered a question about who has read"),
        "access_log.unusual_found": marked("Found that a reading was unusual"),
        "access_log.elsewhere_asked": marked("Asked care givers' own logs who has read"),
        "access_log.elsewhere_answered": marked("Fetched an answer from a care giver's own log"),
        # Stands in no log of ours: what such a line says that happened.
        "access_log.read_elsewhere": marked("Read in the care giver's own system"),
        "access_log.answer_opened": marked("Opened the answer to a question about who has read"),
    },
    announces=(
        EventType(name="access_log.question_withdrawn", version=1, fields=("question",)),
        EventType(name="access_log.question_answered", version=1, fields=("question", "unit", "hidden_from_guardian")),
    ),
    hears=(
        Hearing(
            event="access_log.question_withdrawn",
            version=1,
            handler="ingang.services.access_log.actions.questions.question_withdrawn",
            kinds=("work_items.item",),
        ),
    ),
    work_kinds=(
        WorkKind(
            code=QUESTION,
            title=marked("A resident asks why her data was opened"),
            page="access_log:answer",
        ),
    ),
    notices=(
        NoticeWords(
            code="access_log.unusual",
            title=marked("When somebody has read about you in an unusual way"),
            subject=marked("There is something new for you to read"),
            body=marked(
                "There is something new for you to read after log-in. Log in as you usually do. This notice was sent"
                " automatically and can not be answered."
            ),
            by_default=False,
        ),
    ),
    jobs=(
        ScheduledJob(
            name="access_log.find_unusual",
            handler="ingang.services.access_log.actions.unusual.find_unusual",
            every_minutes=15,
            kinds=(EVENTS, UNUSUAL),
        ),
        ScheduledJob(
            name="access_log.ask_elsewhere",
            handler="ingang.services.access_log.elsewhere.actions.ask_on",
            every_minutes=1,
            kinds=(ELSEWHERE,),
        ),
    ),
    limits=(
        Limit(
            code="access_log.answer_days",
            sentence=marked("Within how many days a question about who has read is answered."),
            default=10,
            least=1,
            most=30,
            unit=marked("days"),
        ),
    ),
    seed="ingang.services.access_log.seeds.seed",
    samples="ingang.services.access_log.samples.samples",
)
