"""The manifest of this part."""

from ingang.kernel.events import EventType
from ingang.kernel.service import AgeRule, Audience, DataKind, Role, ScheduledJob, Service
from ingang.kernel.words import marked

PERSON, NEEDS, SAFETY = "people.person", "people.needs", "people.safety"

PART = Service(
    name="people",
    title="People",
    audience=Audience.HOUSE,
    app="ingang.foundation.people.apps.PeopleConfig",
    data_kinds=(
        DataKind(code=PERSON, title=marked("Name and contact details"), ombud_allowed=True),
        DataKind(code=NEEDS, title=marked("Language and needs at visits")),
        DataKind(code=SAFETY, title=marked("Safe contact"), only_for_actor=True),
    ),
    # Who may see and change name and contact ways: the person at every age she can log in, her guardians until 13.
    age_rules=(
        AgeRule(kind=PERSON, role=Role.SELF, age_from=0, age_until=None, basis="PDL 5:5; GDPR art. 15"),
        AgeRule(kind=PERSON, role=Role.GUARDIAN, age_from=0, age_until=13, basis="FB 6:11; records-identity-law 6"),
        AgeRule(kind=PERSON, role=Role.LEGAL_REPRESENTATIVE, age_from=0, age_until=None, basis="FB 11 and 12 kap."),
        AgeRule(kind=PERSON, role=Role.OMBUD, age_from=18, age_until=None, basis="AvtL 2 kap. (fullmakt)"),
        # What somebody needs is hers to tell, and a small child's guardians'; no power of attorney reaches it.
        AgeRule(kind=NEEDS, role=Role.SELF, age_from=0, age_until=None, basis="patientlagen 3:6; GDPR art. 16"),
        AgeRule(kind=NEEDS, role=Role.GUARDIAN, age_from=0, age_until=13, basis="FB 6:11; records-identity-law 6"),
        AgeRule(kind=NEEDS, role=Role.LEGAL_REPRESENTATIVE, age_from=18, age_until=None, basis="FB 11 kap."),
        AgeRule(kind=SAFETY, role=Role.SELF, age_from=0, age_until=None, basis="corrections 3.9; GDPR art. 15"),
        AgeRule(kind=SAFETY, role=Role.GUARDIAN, age_from=0, age_until=13, basis="FB 6:11; corrections 3.9"),
    ),
    announces=(
        EventType(name="people.died", version=1, fields=("on",)),
        EventType(name="people.identity_changed", version=1, fields=("former",)),
        EventType(name="people.deregistered", version=1, fields=("on",)),
        EventType(name="people.shared_way_unanswered", version=1, fields=("shared",)),
        EventType(name="people.turned_13", version=1, fields=()),
        EventType(name="people.turned_16", version=1, fields=()),
        EventType(name="people.turned_18", version=1, fields=()),
    ),
    jobs=(
        ScheduledJob(name="people.birthdays", handler="ingang.foundation.people.jobs.birthdays", every_minutes=5),
        ScheduledJob(
            name="people.shared_ways", handler="ingang.foundation.people.jobs.shared_ways", every_minutes=24 * 60
        ),
        ScheduledJob(
            name="people.read_register", handler="ingang.foundation.people.jobs.read_register", every_minutes=30
        ),
    ),
    audit_events={
        "people.registered": marked("Read from the population register"),
        "people.death_registered": marked("Registered as deceased"),
        "people.identity_changed": marked("Got a new identity number"),
        "people.deregistered": marked("Left the population register"),
        "people.age_reached": marked("Reached an age at which who may act changes"),
        "people.guardian_blocked": marked("Blocked a guardian"),
        "people.guardian_block_lift_asked": marked("Asked to lift the block of a guardian"),
        "people.guardian_block_lifted": marked("Lifted the block of a guardian"),
        "people.guardian_access_decided": marked("Decided that a guardian may read the unit's journal"),
        "people.guardian_access_ended": marked("Ended a guardian's reading of the unit's journal"),
        "people.mandate_offered": marked("Asked somebody to be ombud"),
        "people.mandate_withdrawn": marked("Took back the question to be ombud"),
        "people.mandate_accepted": marked("Said yes to being ombud"),
        "people.mandate_declined": marked("Said no to being ombud"),
        "people.mandate_given": marked("Gave a power of attorney"),
        "people.mandate_narrowed": marked("Narrowed a power of attorney"),
        "people.mandate_revoked": marked("Revoked a power of attorney"),
        "people.needs_stated": marked("Told about language and needs"),
        "people.name_chosen": marked("Chose what to be called"),
        "people.contact_set": marked("Changed a contact way"),
        "people.contact_code_sent": marked("Asked for a code to confirm a contact way"),
        "people.contact_code_refused": marked("Wrote a wrong code for a contact way"),
        "people.safe_contact_stated": marked("Told how to be contacted safely"),
        "people.shared_way_found": marked("Found that two people have the same contact way"),
        "people.shared_way_answered": marked("Told whose a contact way is"),
        "people.shared_way_settled": marked("It is clear whose a contact way is"),
        "people.contact_confirmed": marked("Confirmed a contact way"),
        "people.contact_removed": marked("Removed a contact way"),
    },
)
