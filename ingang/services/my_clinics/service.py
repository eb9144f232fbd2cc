"""The manifest of one's own clinics."""

from ingang.kernel.events import Hearing
from ingang.kernel.service import AgeRule, Audience, DataKind, MenuEntry, Role, Service
from ingang.kernel.words import marked

CLINIC = "my_clinics.clinic"
BASIS = "e-services 1.3 and 1.5; records-identity-law 6"

SERVICE = Service(
    name="my_clinics",
    title=marked("Units of care"),
    audience=Audience.RESIDENT,
    app="ingang.services.my_clinics.apps.MyClinicsConfig",
    mounts={"min/mottagningar/": "ingang.services.my_clinics.urls"},
    menu=(
        MenuEntry(
            title=marked("Units of care"),
            address="my_clinics:start",
            order=94,
            also_called=marked(
                "my clinics, contact my clinic, prescription, renew a prescription, certificate, sick note, "
                "e-services, my health centre, renew my medicine, refill, order medicine, get a certificate, ask "
                "my doctor, request, referral request, my requests"
            ),
        ),
        MenuEntry(
            title=marked("Add a unit"),
            address="my_clinics:find",
            order=96,
            also_called=marked("add a clinic, new clinic, add health centre, connect a clinic, my clinic is missing"),
        ),
    ),
    card="ingang.services.my_clinics.cards.card",
    own_finds="ingang.services.my_clinics.own_finds.own_finds",
    data_kinds=(DataKind(code=CLINIC, title=marked("Your units of care"), ombud_allowed=True),),
    age_rules=(
        AgeRule(kind=CLINIC, role=Role.SELF, age_from=0, age_until=None, basis=BASIS),
        AgeRule(kind=CLINIC, role=Role.GUARDIAN, age_from=0, age_until=13, basis=BASIS),
        AgeRule(kind=CLINIC, role=Role.LEGAL_REPRESENTATIVE, age_from=18, age_until=None, basis="FB 11 kap."),
        AgeRule(kind=CLINIC, role=Role.OMBUD, age_from=18, age_until=None, basis="AvtL 2 kap. (fullmakt)"),
    ),
    audit_events={
        "my_clinics.added": marked("Added a unit among the person's own"),
        "my_clinics.removed": marked("Removed a unit from the person's own"),
    },
    hears=(
        Hearing(
            event="booking.appointment_booked",
            version=1,
            handler="ingang.services.my_clinics.hearings.booked",
            kinds=(CLINIC,),
        ),
        Hearing(
            event="booking.summoned",
            version=1,
            handler="ingang.services.my_clinics.hearings.summoned",
            kinds=(CLINIC,),
        ),
        Hearing(
            event="entitlement.listed",
            version=1,
            handler="ingang.services.my_clinics.hearings.listed",
            kinds=(CLINIC,),
        ),
        Hearing(
            event="entitlement.approved",
            version=1,
            handler="ingang.services.my_clinics.hearings.approved",
            kinds=(CLINIC,),
        ),
    ),
    seed="ingang.services.my_clinics.seeds.seed",
    samples="ingang.services.my_clinics.seeds.samples",
)
