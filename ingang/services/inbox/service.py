"""The manifest of the inbox."""

from ingang.kernel.events import Hearing
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

MESSAGE = "inbox.message"

SERVICE = Service(
    name="inbox",
    title=marked("Inbox"),
    audience=Audience.RESIDENT,
    app="ingang.services.inbox.apps.InboxConfig",
    mounts={"": "ingang.services.inbox.urls"},
    menu=(
        MenuEntry(
            title=marked("Inbox"),
            address="inbox:start",
            order=20,
            searched_by="sok",
            also_called=marked(
                "messages, write to my clinic, ask a question, letter, answer from care, mail, reply, answer my "
                "clinic, unread, read my message, notification, letter from hospital, has the doctor answered"
            ),
        ),
        MenuEntry(title=marked("Messages"), address="inbox:desk", order=20, audience=Audience.STAFF, unit_list=True),
    ),
    card="ingang.services.inbox.cards.card",
    own_finds="ingang.services.inbox.own_finds.own_finds",
    first_things="ingang.services.inbox.first_things.first_things",
    data_kinds=(DataKind(code=MESSAGE, title=marked("Messages in the inbox"), ombud_allowed=True),),
    audit_events={
        "inbox.message_received": marked("Put a message in the inbox"),
        "inbox.message_opened": marked("Opened a message in the inbox"),
        "inbox.message_confirmed": marked("Confirmed a message in the inbox"),
        "inbox.message_put_away": marked("Took a message out of view in the inbox, or put it back"),
        "inbox.message_flagged": marked("Marked a message in the inbox, or took the mark away"),
        "inbox.alarm_raised": marked("Told the unit that nobody has read a message"),
        "inbox.alarm_settled": marked("Told the unit that the message was read"),
        "inbox.draft_begun": marked("Began to write a message"),
        "inbox.draft_kept": marked("Wrote on a message"),
        "inbox.draft_discarded": marked("Threw away a message that was not sent"),
        "inbox.file_attached": marked("Attached a file to a message"),
        "inbox.file_removed": marked("Removed a file from a message"),
        "inbox.file_looked_at": marked("Looked at a file before sending it"),
        "inbox.file_opened": marked("Opened a file in a message"),
        "inbox.file_scanned": marked("Scanned a file for viruses"),
        "inbox.file_refused": marked("Threw away a file with a virus"),
        "inbox.purged": marked("Deleted what was kept long enough"),
        "inbox.draft_sent": marked("Sent a message"),
        "inbox.template_made": marked("Made a template for messages"),
        "inbox.template_changed": marked("Changed a template for messages"),
        "inbox.template_closed": marked("Closed a template for messages"),
        "inbox.signature_chosen": marked("Chose a signature"),
    },
    hears=(
        Hearing(
            event="booking.appointment_booked",
            version=1,
            handler="ingang.services.inbox.hearings.appointment_booked",
            kinds=(MESSAGE,),
        ),
        Hearing(
            event="booking.appointment_moved",
            version=1,
            handler="ingang.services.inbox.hearings.appointment_moved",
            kinds=(MESSAGE,),
        ),
        Hearing(
            event="booking.summoned",
            version=1,
            handler="ingang.services.inbox.hearings.summoned",
            kinds=(MESSAGE,),
        ),
        Hearing(
            event="booking.place_changed",
            version=1,
            handler="ingang.services.inbox.hearings.place_changed",
            kinds=(MESSAGE,),
        ),
        Hearing(
            event="booking.unit_closing",
            version=1,
            handler="ingang.services.inbox.hearings.unit_closing",
            kinds=(MESSAGE,),
        ),
        Hearing(
            event="booking.summons_withdrawn",
            version=1,
            handler="ingang.services.inbox.hearings.summons_withdrawn",
            kinds=(MESSAGE,),
        ),
        Hearing(
            event="booking.appointment_cancelled",
            version=1,
            handler="ingang.services.inbox.hearings.appointment_cancelled",
            kinds=(MESSAGE,),
        ),
        Hearing(
            event="consents.opened_again",
            version=1,
            handler="ingang.services.inbox.hearings.opened_again",
            kinds=(MESSAGE,),
        ),
        Hearing(
            event="consents.taken_back",
            version=1,
            handler="ingang.services.inbox.hearings.consent_taken_back",
            kinds=(MESSAGE,),
        ),
        Hearing(
            event="access_log.question_answered",
            version=1,
            handler="ingang.services.inbox.hearings.question_answered",
            kinds=(MESSAGE,),
        ),
        Hearing(
            event="journal.report_answered",
            version=1,
            handler="ingang.services.inbox.hearings.report_answered",
            kinds=(MESSAGE,),
        ),
    ),
    notices=(
        NoticeWords(
            code="inbox.new_message",
            title=marked("New messages in the inbox"),
            subject=marked("You have a new message"),
            body=marked(
                "You have a new message in your inbox. Log in as you usually do to read it. This notice was sent"
                " automatically and can not be answered."
            ),
        ),
    ),
    work_kinds=(
        WorkKind(code="inbox.unread", title=marked("Nobody has read an important message"), page="inbox:unread"),
    ),
    limits=(
        Limit(
            code="inbox.unread_hours",
            sentence=marked("After how long an important message that nobody has read becomes work for the unit."),
            default=48,
            least=1,
            most=336,
            unit=marked("hours"),
        ),
        Limit(
            code="inbox.keep_years",
            sentence=marked("For how long messages and their files are kept, counted from when they came."),
            default=10,
            least=1,
            most=100,
            unit=marked("years"),
        ),
    ),
    jobs=(
        ScheduledJob(
            name="inbox.unread",
            handler="ingang.services.inbox.actions.alarms.watch_unread",
            every_minutes=10,
            kinds=(MESSAGE, "work_items.item"),
        ),
        ScheduledJob(
            name="inbox.scan_files",
            handler="ingang.services.inbox.actions.scanning.scan_files",
            every_minutes=1,
            kinds=(MESSAGE,),
        ),
        ScheduledJob(
            name="inbox.purge",
            handler="ingang.services.inbox.actions.purging.purge",
            every_minutes=60,
            kinds=(MESSAGE,),
        ),
    ),
    age_rules=(
        # A child may log in with an e-ID of her own (records-identity-law 6, 0-12): she must be able to read what
        # is hidden from her guardians, or nobody could.
        AgeRule(kind=MESSAGE, role=Role.SELF, age_from=0, age_until=None, basis="records-identity-law 6"),
        AgeRule(kind=MESSAGE, role=Role.GUARDIAN, age_from=0, age_until=13, basis="records-identity-law 6, 0-12"),
        AgeRule(kind=MESSAGE, role=Role.LEGAL_REPRESENTATIVE, age_from=18, age_until=None, basis="FB 11 kap. 5 §"),
        AgeRule(kind=MESSAGE, role=Role.OMBUD, age_from=18, age_until=None, basis="records-identity-law 6, flow 6"),
    ),
    seed="ingang.services.inbox.seeds.seed",
    samples="ingang.services.inbox.samples.samples",
)
