"""What can go wrong when times are published, booked, moved and cancelled.

BookingError
├── TimeAlreadyTaken         somebody else was first; back to the calendar
├── TimeNotOffered           the time passed, was withdrawn or is hidden: looks missing
│   └── UnitHasClosed        the unit has closed down; its phone number stands beside the sentence
├── BookingClosed            the region has switched booking off
├── AlreadyOccupied          the person has another booked time then
├── TooManyOfAKind           the person has as many coming times of the kind as the unit allows
├── NotEntitled              the kind of time is not for this person here
│   ├── NotShownToHer        the unit is not open for her, or gives the kind to others by name: looks missing
│   ├── TooYoung             on the day of the time she has not reached the kind's first age
│   ├── TooOld               on the day of the time she has reached the age at which the kind ends
│   ├── BirthDateUnknown     the kind has ages, and her date of birth is not known
│   ├── ApprovalNeeded       only for those whom the unit has approved
│   ├── ListingNeeded        only for those who are listed at the unit
│   └── NeedNotKnown         only for those with a certain need, and nobody has said that she has it
├── ReasonMissing            the kind asks what it is about, and nothing is said
├── ReasonTooLong            what is said is longer than the unit is sent
├── HoldUnknown              there is no such hold, or none of this person's
├── TooManyExtensions        the hold was extended as often as it can be
├── AppointmentUnknown       there is no such booked time, or none of this person's
├── CancellingNotOffered     the unit does not let this kind of time be cancelled here
├── TooLateToCancel          the unit's last moment to cancel has passed
├── MovingNotOffered         the unit does not let this kind of time be moved here
├── TooLateToMove            the unit's last moment to move has passed
├── AppointmentChanged       it was moved or cancelled meanwhile, in another tab or by the unit
├── TimesInThePast           a time to publish has already begun
├── TimesOverlap             a time to publish meets another of the same performer
├── ChangeNightHour          a time to publish touches the hour that clocks skip or show twice
├── UnreasonableTimes        too many, too short, too long, too far away, or none at all
├── TimeTypeUnknown          the unit has no such kind of time
├── TimeNotFree              the time is held or booked, so it can not be withdrawn
├── ScheduleUnknown          the unit has no such schedule
├── UnreasonableSchedule     its rule makes no time, or too many, or its breaks lie outside its hours
├── TooEarlyToNote           it can not be known yet whether the person comes
├── SummonsUnknown           there is no such kallelse, or none of this person's
├── SummonsUsed              the kallelse has its time already; it is used once
├── SummonsClosed            the kallelse has ended or has a time from the unit
├── LineClosed               nobody can wait in line here: the region or unit offers none, or there are free times
├── OfferUnknown             there is no such offer, or none of this person's
├── OfferClosed              the offered time has gone on to the next in line
├── ChangedByColleague       somebody changed it after the reader opened it; nothing was saved
├── SummonsAnswered          the kallelse is confirmed, rebooked, cancelled or withdrawn already
├── PublishingNotAllowed     the assignment does not carry the role that publishes times
├── BookingForOthersNotAllowed  the assignment does not carry a role that books for those who telephone
├── CallerUnknown            nobody with the number has a contact with the unit now: looks missing
└── ReasonNeeded             a rule of the unit says no; staff who book anyway must say why
"""

from ingang.kernel.errors import Conflict, IngangError, NotFound, Refused, Unavailable
from ingang.kernel.words import marked


class BookingError(IngangError):
    """Something about a time can not be done."""

    code = "booking"


class TimeAlreadyTaken(BookingError, Conflict):
    """Somebody else took the time (REQUESTED_TIME_IS_ALREADY_RESERVED, e-services 3.8)."""

    code = "time_already_taken"
    sentence = marked("Somebody else has just taken this time. Nothing was booked. Choose another time.")


class TimeNotOffered(BookingError, NotFound):
    """The time passed, was withdrawn, is hidden from residents, or the unit no longer offers it."""

    code = "time_not_offered"
    sentence = marked("This time can no longer be booked. Choose another time.")


class BookingClosed(BookingError, Unavailable):
    """The region has switched off booking on the web."""

    code = "booking_closed"
    sentence = marked("Your region does not offer booking here right now. You can call the unit.")


class AlreadyOccupied(BookingError, Conflict):
    """The person has another booked time at that moment (USER_IS_ALREADY_OCCUPIED)."""

    code = "already_occupied"
    sentence = marked("There is already a booked time that overlaps this one. Choose another time.")


class TooManyOfAKind(BookingError, Conflict):
    """The person has as many coming times of this kind at the unit as it allows (e-services 3.7)."""

    code = "too_many_of_a_kind"
    sentence = marked(
        "There are already %(count)s coming times of this kind at the unit, and that is the most that can be"
        " booked here. Cancel one of them, or call the unit."
    )


class NotEntitled(BookingError, Refused):
    """The kind of time is not for this person here; the unit's phone number stands beside the sentence."""

    code = "not_entitled"
    sentence = marked("You can not book this kind of time here. Call the unit.")


class NotShownToHer(NotEntitled):
    """The unit's e-services are not open for her, or it gives the kind to others by name (e-services 1.9)."""

    code = "not_shown_to_her"


class TooYoung(NotEntitled):
    """On the day of the time she has not reached the kind's first age (timeType, e-services 3.4)."""

    code = "too_young_for_kind"
    sentence = marked(
        "This kind of time is for those who have turned %(age)s on the day of the visit. Call the unit if you need"
        " help."
    )


class TooOld(NotEntitled):
    """On the day of the time she has reached the age at which the kind ends (timeType, e-services 3.4)."""

    code = "too_old_for_kind"
    sentence = marked(
        "This kind of time is for those who have not turned %(age)s on the day of the visit. Call the unit if you"
        " need help."
    )


class BirthDateUnknown(NotEntitled):
    """The kind has ages, and the date of birth is not known: it is never guessed from a number."""

    code = "birth_date_unknown"
    sentence = marked(
        "This kind of time is for certain ages, and we do not know the date of birth. Call the unit to book."
    )


class ApprovalNeeded(NotEntitled):
    """Only for those whom the unit has approved."""

    code = "approval_needed"
    sentence = marked("This kind of time is only for those whom the unit has approved. Call the unit to book.")


class ListingNeeded(NotEntitled):
    """Only for those who are listed at the unit."""

    code = "listing_needed"
    sentence = marked("This kind of time is only for those who are listed at the unit. Call the unit to book.")


class NeedNotKnown(NotEntitled):
    """Only for those with a certain need, and nobody has said that she has it (corrections 3.7)."""

    code = "need_not_known"
    sentence = marked("This kind of time is only for those with a certain need. Call the unit to book.")


class ReasonMissing(BookingError, Conflict):
    """The kind of time asks what it is about; nothing was held."""

    code = "reason_missing"
    sentence = marked("Write what it is about, so that the unit can prepare.")


class ReasonTooLong(BookingError, Conflict):
    """What was written is longer than the unit is sent; nothing was held."""

    code = "reason_too_long"
    sentence = marked("Write at most %(longest)s characters.")


class HoldUnknown(BookingError, NotFound):
    """There is no such hold, or it is somebody else's."""

    code = "hold_unknown"


class TooManyExtensions(BookingError, Conflict):
    """The hold was extended as often as it can be (WCAG 2.2.1 asks for ten)."""

    code = "too_many_extensions"
    sentence = marked("The time can not be held for longer. You can still book it if nobody else takes it.")


class AppointmentUnknown(BookingError, NotFound):
    """There is no such booked time, or none that may be seen."""

    code = "appointment_unknown"


class CancellingNotOffered(BookingError, Refused):
    """The unit has not said that this kind of time may be cancelled here; absent means no (e-services 8.2)."""

    code = "cancelling_not_offered"
    sentence = marked("This time can not be cancelled here. Call the unit.")


class TooLateToCancel(BookingError, Refused):
    """The unit's last moment to cancel has passed (TOO_LATE_TO_CANCEL_APPOINTMENT)."""

    code = "too_late_to_cancel"
    sentence = marked("It is too late to cancel here. Call the unit as soon as you can.")


class MovingNotOffered(BookingError, Refused):
    """The unit has not said that this kind of time may be moved here (UPDATE_APPOINTMENT_IS_NOT_ALLOWED)."""

    code = "moving_not_offered"
    sentence = marked("This time can not be rebooked here. Call the unit.")


class TooLateToMove(BookingError, Refused):
    """The unit's last moment to move has passed (TOO_LATE_TO_UPDATE_APPOINTMENT)."""

    code = "too_late_to_move"
    sentence = marked("It is too late to rebook here. You keep the time you have. Call the unit if you can not come.")


class AppointmentChanged(BookingError, Conflict):
    """It was moved or cancelled meanwhile (APPOINTMENT_IS_ALREADY_CANCELED, APPOINTMENT_IS_ALREADY_UPDATED)."""

    code = "appointment_changed"
    sentence = marked("The booked time was changed a moment ago. Nothing more was done. See how it stands now.")


class TimesInThePast(BookingError):
    """A time to publish has already begun."""

    code = "times_in_the_past"
    sentence = marked("The times must lie ahead.")


class TimesOverlap(BookingError, Conflict):
    """A time to publish meets another one of the same performer."""

    code = "times_overlap"
    sentence = marked("You already have a time at %(clock)s that day. Nothing was published.")


class ChangeNightHour(BookingError):
    """A time to publish touches the hour from 02 to 03 on a night when the clocks change (e-services 0)."""

    code = "change_night_hour"
    sentence = marked("The clocks change that night, so no time can touch the hour from 02:00 to 03:00.")


class UnreasonableTimes(BookingError):
    """Too many, too short, too long, too far away, or none at all."""

    code = "unreasonable_times"
    sentence = marked(
        "Publish between 1 and %(most)s times at once, each between 5 minutes and 8 hours, at most 400 days ahead."
    )


class TimeTypeUnknown(BookingError, NotFound):
    """The unit has no such kind of time."""

    code = "time_type_unknown"


class TimeNotFree(BookingError, Conflict):
    """The time is held or booked; a booked time is cancelled instead, so that the patient is told."""

    code = "time_not_free"
    sentence = marked("Somebody is booking this time, or has booked it. It can not be withdrawn.")


class PublishingNotAllowed(BookingError, Refused):
    """The assignment lacks the role booking_admin."""

    code = "publishing_not_allowed"
    sentence = marked(
        "Your assignment does not let you publish times. Ask the one who is responsible for the unit's times."
    )


class ScheduleUnknown(BookingError, NotFound):
    """The unit has no such schedule, or it has ended."""

    code = "schedule_unknown"


class UnreasonableSchedule(BookingError):
    """The rule makes no time at all, or more than can be published at once, or its breaks do not fit."""

    code = "unreasonable_schedule"
    sentence = marked(
        "With these days, hours and breaks no times can be published. Look at the length, the hours and the breaks."
    )


class TooEarlyToNote(BookingError, Refused):
    """The day, or for staying away the time itself, has not come yet."""

    code = "too_early_to_note"
    sentence = marked("It is too early to note this. Nothing was changed.")


class SummonsUnknown(BookingError, NotFound):
    """There is no such kallelse, or none that may be seen."""

    code = "summons_unknown"


class SummonsUsed(BookingError, Conflict):
    """An open kallelse is used once, even with free times left (e-services 3.5)."""

    code = "summons_used"
    sentence = marked("A time is already booked by this summons. You find it under Booked times.")


class SummonsClosed(BookingError, Conflict):
    """Its last day has passed, or the unit took it back."""

    code = "summons_closed"
    sentence = marked("This summons can no longer be answered here. Call the unit.")


class LineClosed(BookingError, NotFound):
    """The region or the unit has no line here, the kind is closed, or free times can simply be booked."""

    code = "line_closed"
    sentence = marked("You can not wait for a time here. See the free times, or call the unit.")


class OfferUnknown(BookingError, NotFound):
    """There is no such offer, or none that may be seen."""

    code = "offer_unknown"


class OfferClosed(BookingError, Conflict):
    """It was declined, or not answered in time, and the time has gone on."""

    code = "offer_closed"
    sentence = marked("The time has gone to the next in line. You keep your place and the time you have.")


class ChangedByColleague(BookingError, Conflict):
    """It was changed after the reader opened the form: both versions are shown, nothing is lost."""

    code = "changed_by_colleague"
    sentence = marked("%(name)s changed this at %(clock)s. Nothing of yours is saved yet. Look at both and save again.")


class SummonsAnswered(BookingError, Conflict):
    """It was answered or withdrawn meanwhile; nothing more was done."""

    code = "summons_answered"
    sentence = marked("The summons is already answered or withdrawn. Nothing more was done. See how it stands now.")


class BookingForOthersNotAllowed(BookingError, Refused):
    """The assignment lacks the roles that book for those who telephone."""

    code = "booking_for_others_not_allowed"
    sentence = marked(
        "Your assignment does not let you book for others. Ask the one who is responsible for the unit's times."
    )


class CallerUnknown(BookingError, NotFound):
    """Nobody has the number, or the one who has it has no contact with the unit: the same answer."""

    code = "caller_unknown"
    sentence = marked("The unit has no ongoing contact with anybody who has this number")


class ReasonNeeded(BookingError, Refused):
    """A rule that the unit itself has made says no; it can be set aside for a reason."""

    code = "reason_needed"
    sentence = marked("Choose why the rule is set aside. Nothing is booked yet.")


class UnitHasClosed(TimeNotOffered):
    """The unit has closed down (e-services 3.8)."""

    code = "unit_has_closed"
    sentence = marked("The unit has closed, so nothing more can be booked there.")
