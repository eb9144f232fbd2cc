"""Alva studied in Jönköping, and had her first child in Skåne."""

from demo.care_systems.quill import Desk, Quill

HEALTH_CENTRE = Desk(
    unit="SE0000006000-U001", name="Enebacken vårdcentral", author="Karin Berglund", title="Specialistläkare"
)
URGENT_CARE = Desk(unit="SE0000006000-U003", name="Linden närakut", author="Oskar Lind", title="Läkare")
REHABILITATION = Desk(unit="SE0000006000-U105", name="Rehab Ekbacken", author="Maria Sund", title="Fysioterapeut")
MIDWIFE = Desk(unit="SE0000012000-U102", name="Barnmorskemottagningen Humlan", author="Lena Wik", title="Barnmorska")

FALL = (
    '<article xmlns="http://docbook.org/ns/docbook" version="5.0">'
    "<info><title>Besöksanteckning</title></info>"
    "<section><title>Kontaktorsak</title><para>Föll på isen i går och tog emot sig med vänster hand.</para></section>"
    "<section><title>Undersökning</title><para>Svullen och öm över handleden. Känsel och cirkulation i fingrarna "
    "utan anmärkning.</para></section>"
    "<section><title>Bedömning</title><para>Misstänkt fraktur. Röntgen i dag, gipsskena till dess.</para></section>"
    "</article>"
)


def alva_in_jonkoping(quill: Quill) -> None:
    """A broken wrist, a medicine that gave a rash, and what came after."""
    quill.contact(URGENT_CARE, 2215, "Fall, ont i handleden")
    quill.note(URGENT_CARE, 2215, "Besöksanteckning", FALL)
    quill.diagnosis(URGENT_CARE, 2215, "S52.5", "Fraktur på nedre delen av radius")
    quill.imaging(
        URGENT_CARE, 2215, "Röntgen vänster handled", "Odislocerad fraktur i distala radius. Inga andra skelettskador."
    )
    quill.note(
        HEALTH_CENTRE, 2172, "Besöksanteckning", "Gipset borttaget. Stel men god läkning. Remiss till fysioterapeut."
    )
    quill.referral_outcome(
        REHABILITATION,
        2110,
        "Slutanteckning fysioterapi",
        "Sex besök med rörelseträning. Full rörlighet, normal greppstyrka. Behandlingen avslutas.",
        "Stelhet efter gipsbehandling av handledsfraktur.",
    )
    _a_throat(quill)
    _ticks_and_blood(quill)


def _a_throat(quill: Quill) -> None:
    quill.note(HEALTH_CENTRE, 1901, "Besöksanteckning", "Halsfluss med positivt snabbtest. Antibiotika i tio dagar.")
    quill.medicine(
        HEALTH_CENTRE,
        1901,
        "J01CE02",
        "Fenoximetylpenicillin 800 mg",
        "1 tablett 3 gånger dagligen",
        ended=1896,
    )
    quill.note(HEALTH_CENTRE, 1896, "Telefonkontakt", "Fått kliande utslag på magen. Byter antibiotika.", code="auf")
    quill.hypersensitivity(
        HEALTH_CENTRE, 1896, "J01CE02", "fenoximetylpenicillin", "Kliande utslag dag 5. Ingen andningspåverkan."
    )
    quill.medicine(
        HEALTH_CENTRE, 1896, "J01FF01", "Klindamycin kapsel 150 mg", "2 kapslar 3 gånger dagligen", ended=1886
    )


def _ticks_and_blood(quill: Quill) -> None:
    for dose, days_ago in ((1, 1830), (2, 1800), (3, 1560)):
        quill.vaccination(HEALTH_CENTRE, days_ago, "Vaccin mot TBE", ("TBE",), dose, 3)
    quill.laboratory(
        HEALTH_CENTRE,
        1555,
        "Blodstatus",
        [
            quill.analysis(1556, "NPU28309", "Hemoglobin", "118", "g/L", "117", "153"),
            quill.analysis(1556, "NPU19763", "Ferritin", "9", "µg/L", "13", "150"),
        ],
    )
    quill.note(HEALTH_CENTRE, 1554, "Anteckning", "Lågt järn, normalt blodvärde. Råd om kost.", code="auf")


def alva_in_skane(quill: Quill) -> None:
    """A pregnancy, from the first visit to the last."""
    quill.maternity(
        MIDWIFE,
        1390,
        registrationRecord={
            "lastMenstrualPeriod": quill.day(1446),
            "expectedDayOfDeliveryFromUltrasoundScan": quill.day(1166),
            "length": {"value": 168, "unit": "cm"},
            "weight": {"value": 64, "unit": "kg"},
            "diseasesThrombosis": False,
            "diseasesDiabetesMellitus": False,
            "assessmentAtFirstContactStandardCare": True,
        },
    )
    quill.maternity(
        MIDWIFE,
        1250,
        pregnancyCheckupRecord={
            "completeWeeksOfGestation": 28,
            "weight": {"value": 71, "unit": "kg"},
            "symphysisFundalHeight": {"value": 26, "unit": "cm"},
            "haemoglobin": {"value": 116, "unit": "g/L"},
            "bloodPressureSystolic": {"value": 118, "unit": "mm Hg"},
            "bloodPressureDiastolic": {"value": 72, "unit": "mm Hg"},
            "fetalHeartRate": {"value": 142, "unit": "slag/min"},
        },
    )
    quill.maternity(
        MIDWIFE,
        1110,
        postDeliveryRecord={
            "motherPostDeliveryRecord": {
                "bloodPressureSystolic": {"value": 115, "unit": "mm Hg"},
                "bloodPressureDiastolic": {"value": 70, "unit": "mm Hg"},
                "breastfeeding": True,
            },
            "childPostDeliveryRecord": {
                "ordinalNumber": 1,
                "weight": {"value": 3480, "unit": "g"},
                "apgarScore1": 8,
                "apgarScore5": 10,
                "apgarScore10": 10,
            },
        },
    )
