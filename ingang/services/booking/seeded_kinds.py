"""The kinds of time that units of the demonstration offer, by kind of unit."""

from dataclasses import dataclass

from ingang.services.booking.models import ReasonRule

WORKDAYS, TWO_DAYS = (0, 1, 2, 3, 4), (1, 3)
"""On which weekdays times are published, Monday 0."""


@dataclass(frozen=True, kw_only=True)
class SeededType:
    """A kind of time of the demonstration, at units of one kind."""

    code: str
    title_sv: str
    title_en: str
    minutes: int
    cancel_until_hours: int | None = 24
    rebook_until_hours: int | None = 24
    preparation_sv: str = ""
    preparation_en: str = ""
    is_hidden: bool = False
    late_fee_kr: int | None = None
    age_from: int | None = None
    age_until: int | None = None
    requires_approval: bool = False
    form: str = "visit"
    weekdays: tuple[int, ...] = WORKDAYS
    reason_rule: str = ReasonRule.NOT_ASKED


TYPES: dict[str, tuple[SeededType, ...]] = {
    "vardcentral": (
        SeededType(
            code="nurse",
            title_sv="Besök hos distriktssköterska",
            title_en="Visit to a district nurse",
            minutes=30,
            reason_rule=ReasonRule.OPTIONAL,
        ),
        SeededType(
            code="sample",
            title_sv="Provtagning",
            title_en="Taking samples",
            minutes=15,
            preparation_sv="Ät och drick inget annat än vatten fyra timmar före besöket.",
            preparation_en="Do not eat or drink anything but water for four hours before the visit.",
        ),
        SeededType(code="acute", title_sv="Akut tid", title_en="Urgent time", minutes=20, is_hidden=True),
        SeededType(
            code="therapy",
            title_sv="Samtalsterapi",
            title_en="Talking therapy",
            minutes=45,
            requires_approval=True,
            weekdays=TWO_DAYS,
        ),
        SeededType(
            code="pressure",
            title_sv="Blodtryckskontroll",
            title_en="Blood pressure check",
            minutes=15,
            weekdays=TWO_DAYS,
        ),
        SeededType(
            code="video",
            title_sv="Videosamtal med läkare",
            title_en="Video call with a doctor",
            minutes=15,
            form="video",
            weekdays=TWO_DAYS,
        ),
        SeededType(
            code="phone",
            title_sv="Telefonsamtal med diabetessköterska",
            title_en="Phone call with a diabetes nurse",
            minutes=15,
            form="phone",
            weekdays=TWO_DAYS,
        ),
    ),
    "bvc": (
        SeededType(code="child", title_sv="Besök på barnavårdscentralen", title_en="Child health visit", minutes=45),
    ),
    "hudmottagning": (
        SeededType(
            code="skin",
            title_sv="Bedömning av hudförändring",
            title_en="Examination of a skin change",
            minutes=30,
            cancel_until_hours=72,
            rebook_until_hours=72,
            late_fee_kr=200,
        ),
    ),
    "ungdomsmottagning": (
        SeededType(
            code="talk", title_sv="Samtal", title_en="Talk", minutes=45, cancel_until_hours=4, age_from=13, age_until=25
        ),
    ),
    "hemsjukvard": (
        SeededType(
            code="home",
            title_sv="Hembesök",
            title_en="Home visit",
            minutes=60,
            cancel_until_hours=None,
            rebook_until_hours=None,
        ),
    ),
    "tandvard": (
        SeededType(
            code="teeth",
            title_sv="Undersökning av tänder",
            title_en="Dental examination",
            minutes=30,
            cancel_until_hours=48,
        ),
    ),
    "barnmorskemottagning": (
        SeededType(
            code="midwife",
            title_sv="Besök hos barnmorska",
            title_en="Visit to a midwife",
            minutes=30,
            weekdays=TWO_DAYS,
        ),
        SeededType(code="smear", title_sv="Cellprovtagning", title_en="Cervical smear", minutes=15, weekdays=TWO_DAYS),
    ),
    "barnmottagning": (
        SeededType(
            code="children",
            title_sv="Besök hos barnläkare",
            title_en="Visit to a children's doctor",
            minutes=30,
            age_until=18,
            weekdays=TWO_DAYS,
        ),
    ),
    "fysioterapi": (
        SeededType(
            code="physio",
            title_sv="Bedömning hos fysioterapeut",
            title_en="Examination by a physiotherapist",
            minutes=45,
            weekdays=TWO_DAYS,
        ),
    ),
    "gynmottagning": (
        SeededType(
            code="gyn",
            title_sv="Gynekologisk undersökning",
            title_en="Gynaecological examination",
            minutes=30,
            weekdays=TWO_DAYS,
        ),
    ),
    "ogonmottagning": (
        SeededType(
            code="eyes",
            title_sv="Undersökning av ögonen",
            title_en="Eye examination",
            minutes=30,
            weekdays=TWO_DAYS,
        ),
    ),
    "oronmottagning": (
        SeededType(code="hearing", title_sv="Hörselprov", title_en="Hearing test", minutes=30, weekdays=TWO_DAYS),
    ),
    "provtagning": (
        SeededType(code="samples", title_sv="Blodprov och urinprov", title_en="Blood and urine samples", minutes=15),
    ),
    "vaccination": (
        SeededType(
            code="vaccine",
            title_sv="Vaccination mot TBE",
            title_en="Vaccination against TBE",
            minutes=15,
            weekdays=TWO_DAYS,
        ),
        SeededType(
            code="flu",
            title_sv="Vaccination mot influensa",
            title_en="Vaccination against influenza",
            minutes=15,
            weekdays=TWO_DAYS,
        ),
    ),
}
