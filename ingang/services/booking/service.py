"""The manifest of Bokade tider."""

from ingang.kernel.events import EventType, Hearing
from ingang.kernel.service import (
    AgeRule,
    Audience,
    DataKind,
    Findable,
    Limit,
    MatterKind,
    MenuEntry,
    NoticeWords,
    Role,
    ScheduledJob,
    Service,
    Switch,
    WorkKind,
)
from ingang.kernel.words import marked

KIND = "booking.appointment"
FIELDS = ("appointment", "unit", "starts_at", "hidden_from_guardian")
CHILD = "records-identity-law 6: a guardian acts for a child until the 13th birthday"
YOUTH = "records-identity-law 6: own e-services, booking among them, from 13"
ADULT = "records-identity-law 6, flows 6: services whose law permits it, booking among them"

SERVICE = Service(
    name="booking",
    title=marked("Booked times"),
    audience=Audience.RESIDENT,
    app="ingang.services.booking.apps.BookingConfig",
    mounts={"": "ingang.services.booking.urls"},
    menu=(
        MenuEntry(
            title=marked("Booked times"),
            address="booking:start",
            order=30,
            also_called=marked(
                "my appointments, cancel a time, move a time, change a time, doctor's appointment, summons, book "
                "a time, reschedule, when is my appointment, I cannot come, confirm my time, waiting list, next "
                "appointment, missed appointment"
            ),
        ),
        MenuEntry(
            title=marked("Booked times in your own calendar"),
            address="booking:calendars",
            order=84,
            about=marked("Your times in the calendar of your phone or computer, without telling what they are about."),
            in_menu=False,
            also_called=marked(
                "calendar feed, subscribe, phone calendar, add to calendar, sync calendar, google calendar, "
                "outlook, ical"
            ),
        ),
        MenuEntry(title=marked("Times"), address="booking:desk", order=30, audience=Audience.STAFF, unit_list=True),
    ),
    card="ingang.services.booking.cards.card",
    own_finds="ingang.services.booking.own_finds.own_finds",
    first_things="ingang.services.booking.first_things.first_things",
    at_unit="ingang.services.booking.unit_links.at_unit",
    unit_offers="ingang.services.booking.unit_links.unit_offers",
    work_list="ingang.services.booking.cards.work_list",
    finds=(
        Findable(
            code="booking.unit",
            is_care=True,
            names="ingang.services.booking.entries.names",
            entries="ingang.services.booking.entries.entries",
        ),
    ),
    data_kinds=(DataKind(code=KIND, title=marked("Booked times"), ombud_allowed=True),),
    audit_events={
        "booking.time_type_defined": marked("Added a kind of time"),
        "booking.time_type_changed": marked("Changed a kind of time"),
        "booking.time_type_closed": marked("Closed a kind of time"),
        "booking.schedule_made": marked("Made a schedule"),
        "booking.schedule_changed": marked("Changed a schedule"),
        "booking.schedule_ended": marked("Ended a schedule"),
        "booking.attendance_noted": marked("Noted whether the person came"),
        "booking.closed": marked("Closed for a while"),
        "booking.summoned": marked("Sent a summons"),
        "booking.summons_read": marked("Read a summons"),
        "booking.summons_confirmed": marked("Confirmed that a summons is seen"),
        "booking.summons_expired": marked("A summons was not answered in time"),
        "booking.summons_withdrawn": marked("Took back a summons"),
        "booking.summons_on_paper": marked("Made a summons into a letter"),
        "booking.summons_reminded": marked("Reminded of a summons"),
        "booking.times_published": marked("Published times"),
        "booking.time_withdrawn": marked("Withdrew a time"),
        "booking.time_held": marked("Began to book a time"),
        "booking.hold_extended": marked("Took longer to book a time"),
        "booking.time_let_go": marked("Did not book a time after all"),
        "booking.holds_purged": marked("Cleared away unfinished bookings"),
        "booking.appointment_booked": marked("Booked a time"),
        "booking.rule_set_aside": marked("Booked a time although a rule of the unit says no"),
        "booking.appointment_moved": marked("Rebooked a time"),
        "booking.appointment_cancelled": marked("Cancelled a time"),
        "booking.line_joined": marked("Stood in line for an earlier time"),
        "booking.line_left": marked("Left the line for an earlier time"),
        "booking.time_offered": marked("Offered an earlier time"),
        "booking.offer_accepted": marked("Said yes to an offered time"),
        "booking.offer_declined": marked("Said no to an offered time"),
        "booking.offer_lapsed": marked("An offered time was not answered in time"),
        "booking.line_passed": marked("Opened a time that nobody in line took"),
        "booking.place_told": marked("Told that the unit has a new address or phone number"),
        "booking.closing_told": marked("Told that the unit closes"),
        "booking.calendar_chosen": marked("Chose what calendars tell of booked times"),
        "booking.reminded": marked("Reminded of a booked time"),
    },
    announces=(
        EventType(name="booking.summoned", version=1, fields=("summons", "unit", "kind", "hidden_from_guardian")),
        EventType(name="booking.summons_withdrawn", version=1, fields=("summons", "unit", "hidden_from_guardian")),
        EventType(name="booking.place_changed", version=1, fields=FIELDS),
        EventType(name="booking.unit_closing", version=1, fields=FIELDS),
        EventType(name="booking.closing_reached", version=1, fields=("closure", "appointment", "unit")),
        EventType(name="booking.appointment_booked", version=1, fields=FIELDS),
        EventType(name="booking.appointment_moved", version=1, fields=(*FIELDS, "earlier_starts_at")),
        EventType(name="booking.appointment_cancelled", version=1, fields=FIELDS),
    ),
    hears=(
        Hearing(
            event="booking.closing_reached",
            version=1,
            handler="ingang.services.booking.actions.closing.closing_reached",
            kinds=(KIND,),
        ),
        Hearing(
            event="booking.appointment_moved",
            version=1,
            handler="ingang.services.booking.actions.reminders.appointment_moved",
            kinds=(KIND, "notifications.notice"),
        ),
        Hearing(
            event="booking.appointment_cancelled",
            version=1,
            handler="ingang.services.booking.actions.reminders.appointment_cancelled",
            kinds=(KIND, "notifications.notice"),
        ),
        Hearing(
            event="people.turned_13",
            version=1,
            handler="ingang.services.booking.actions.growing_up.child_turned_13",
            kinds=(KIND, "work_items.item"),
        ),
    ),
    jobs=(
        ScheduledJob(
            name="booking.purge_holds",
            handler="ingang.services.booking.actions.holding.purge_holds",
            every_minutes=60,
            kinds=(KIND,),
        ),
        ScheduledJob(
            name="booking.follow_summonses",
            handler="ingang.services.booking.actions.following.follow_summonses",
            every_minutes=60,
            kinds=(KIND,),
        ),
        ScheduledJob(
            name="booking.keep_published",
            handler="ingang.services.booking.actions.schedules.keep_published",
            every_minutes=60,
        ),
        ScheduledJob(
            name="booking.pass_on_times",
            handler="ingang.services.booking.actions.offers.pass_on_times",
            every_minutes=1,
            kinds=(KIND,),
        ),
        ScheduledJob(
            name="booking.follow_units",
            handler="ingang.services.booking.actions.units.follow_units",
            every_minutes=15,
            kinds=(KIND,),
        ),
        ScheduledJob(
            name="booking.remind",
            handler="ingang.services.booking.actions.reminders.remind",
            every_minutes=15,
            kinds=(KIND,),
        ),
    ),
    matters=(
        MatterKind(code="booking.appointment", state="ingang.services.booking.matters.appointment", kinds=(KIND,)),
        MatterKind(code="booking.summons", state="ingang.services.booking.matters.summons", kinds=(KIND,)),
    ),
    work_kinds=(
        WorkKind(
            code="booking.time_at_closed_unit",
            title=marked("A booked time remains though the unit closes: give the person another"),
        ),
        WorkKind(
            code="booking.summons_on_paper",
            title=marked("Send the summons by letter or telephone"),
            page="booking:summons_work",
        ),
        WorkKind(
            code="booking.summons_expired",
            title=marked("A summons was not answered in time"),
            page="booking:summons_work",
        ),
        WorkKind(
            code="booking.summons_cancelled",
            title=marked("Somebody who was called has cancelled"),
            page="booking:summons_work",
        ),
    ),
    notices=(
        NoticeWords(
            code="booking.earlier_time",
            title=marked("Offers that wait for your answer for a while"),
            subject=marked("Something waits for your answer"),
            body=marked(
                "Something waits for your answer, and only for a while. Log in as you usually do to see what it is."
                " This notice was sent automatically and can not be answered."
            ),
        ),
        NoticeWords(
            code="booking.reminder",
            title=marked("Reminders some days before a booked time"),
            subject=marked("You have a booked time soon"),
            body=marked(
                "You have a booked time soon. Log in as you usually do to see when and where. This notice was sent"
                " automatically and can not be answered."
            ),
        ),
        NoticeWords(
            code="booking.reminder_same_day",
            title=marked("Reminders on the day of a booked time"),
            subject=marked("You have a booked time today"),
            body=marked(
                "You have a booked time today. Log in as you usually do to see when and where. This notice was sent"
                " automatically and can not be answered."
            ),
            by_default=False,
        ),
        NoticeWords(
            code="booking.summons_reminder",
            title=marked("Reminders of something that waits for your answer"),
            subject=marked("Something waits for your answer"),
            body=marked(
                "Something waits for your answer. Log in as you usually do to see what. This notice was sent"
                " automatically and can not be answered."
            ),
        ),
    ),
    limits=(
        Limit(
            code="booking.answer_minutes",
            sentence=marked("How long the resident has to answer an offer of an earlier time, counted from 8 to 20."),
            default=120,
            least=15,
            most=1440,
            unit=marked("minutes"),
        ),
        Limit(
            code="booking.paper_after_hours",
            sentence=marked("After how long a summons that nobody has read becomes a letter."),
            default=48,
            least=1,
            most=336,
            unit=marked("hours"),
        ),
        Limit(
            code="booking.paper_soon_days",
            sentence=marked("An unread summons becomes a letter at once when the visit is closer than this."),
            default=5,
            least=0,
            most=20,
            unit=marked("working days"),
        ),
        Limit(
            code="booking.summons_reminder_days",
            sentence=marked("How many days after a summons was sent the resident is reminded to answer it."),
            default=7,
            least=1,
            most=30,
            unit=marked("days"),
        ),
        Limit(
            code="booking.reminder_days",
            sentence=marked("How many days before a booked time the resident is reminded of it."),
            default=2,
            least=1,
            most=14,
            unit=marked("days"),
        ),
    ),
    switches=(
        Switch(
            code="booking.line",
            sentence=marked("Residents can wait in line for an earlier time."),
            default=True,
        ),
        Switch(
            code="booking.open",
            sentence=marked("Residents can book times at the region's units here."),
            default=True,
        ),
        Switch(
            code="booking.paper_when_unread",
            sentence=marked("A summons that nobody reads in time becomes a letter."),
            default=True,
        ),
        Switch(
            code="booking.paper_always",
            sentence=marked("Every summons is sent as a letter too."),
            default=False,
        ),
        Switch(
            code="booking.paper_to_young",
            sentence=marked("Summonses to those under 18 are sent as letters too."),
            default=False,
        ),
    ),
    age_rules=(
        AgeRule(kind=KIND, role=Role.SELF, age_from=13, age_until=None, basis=YOUTH),
        AgeRule(kind=KIND, role=Role.GUARDIAN, age_from=0, age_until=13, basis=CHILD),
        AgeRule(kind=KIND, role=Role.OMBUD, age_from=18, age_until=None, basis=ADULT),
        AgeRule(kind=KIND, role=Role.LEGAL_REPRESENTATIVE, age_from=18, age_until=None, basis=ADULT),
    ),
    seed="ingang.services.booking.seeds.seed",
    samples="ingang.services.booking.seeds.samples",
)
