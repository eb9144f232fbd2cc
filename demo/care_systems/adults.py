"""Dagny had her summers in Småland, and Imran worked in Skåne."""

from demo.care_systems.quill import Desk, Quill

HEALTH_CENTRE = Desk(unit="SE0000006000-U002", name="Blåklinten vårdcentral", author="Per Åström", title="Läkare")
HOME_CARE = Desk(unit="SE0000006000-U105", name="Rehab Ekbacken", author="Ulla Grahn", title="Arbetsterapeut")
EYES = ("SE0000012000-U104", "Ögonmottagningen Kristianstad")
URGENT_CARE = Desk(unit="SE0000012000-U003", name="Stenbacken närakut", author="Jonas Falk", title="Läkare")
LABORATORY = Desk(
    unit="SE0000012000-U114", name="Provtagningen Höganäs", author="Eva Norén", title="Biomedicinsk analytiker"
)
IMAGING = Desk(unit="SE0000012000-U110", name="Röntgen Eslöv", author="Sofia Rask", title="Röntgenläkare")


def dagny_in_jonkoping(quill: Quill) -> None:
    """Blood pressure, a hip, and how she manages at home."""
    quill.diagnosis(HEALTH_CENTRE, 1480, "I10.9", "Essentiell hypertoni")
    quill.medicine(HEALTH_CENTRE, 1480, "C09AA02", "Enalapril tablett 10 mg", "1 tablett varje morgon")
    quill.note(HEALTH_CENTRE, 1480, "Besöksanteckning", "Blodtryck 168/92. Börjar med blodtrycksmedicin.")
    quill.contact(HEALTH_CENTRE, 1480, "Kontroll av blodtryck")
    quill.warning(HEALTH_CENTRE, 1479, "Hörapparat", "Hör dåligt på höger öra. Tala tydligt och vänd mot henne.")
    quill.activities_of_daily_life(
        HOME_CARE,
        710,
        "Klarar det mesta själv efter höftoperationen.",
        Förflyttning="Går med rollator inomhus.",
        Dusch="Behöver hjälp in och ut ur duschen.",
        Påklädning="Självständig.",
    )
    quill.disability(HOME_CARE, 709, "b230", "Hörselfunktioner", "Måttlig nedsättning på höger sida.")
    for days_ago, status in ((660, "20"), (657, "30"), (640, "130")):
        quill.request_activity(HEALTH_CENTRE, days_ago, status, EYES)


def imran_in_skane(quill: Quill) -> None:
    """A cough, samples, and an answer that nobody has signed."""
    quill.older_contact(URGENT_CARE, 44, "Hosta och feber")
    quill.older_note(URGENT_CARE, 44, "Besöksanteckning", "Hosta i två veckor, feber sedan i går. Prover och röntgen.")
    quill.laboratory(
        LABORATORY,
        44,
        "Infektionsprover",
        [quill.analysis(44, "NPU19748", "CRP", "64", "mg/L", "0", "5")],
        kind="PREL",
        signed=False,
    )
    quill.imaging(IMAGING, 43, "Lungröntgen", "Förtätning basalt höger sida.", kind="PREL", signed=False)
    quill.older_laboratory(LABORATORY, 30, "NPU19748", "CRP", "3 mg/L", "< 5")
    quill.diagnosis(URGENT_CARE, 43, "J18.9", "Pneumoni, ospecificerad")
    quill.diagnosis(URGENT_CARE, 43, "J45.9", "Astma, ospecificerad", nullified=True)
    quill.medicine(URGENT_CARE, 43, "J01CE02", "Fenoximetylpenicillin 1 g", "1 tablett 3 gånger dagligen", ended=36)
    quill.older_note(URGENT_CARE, 30, "Telefonkontakt", "Mår bra, feberfri. Inget återbesök.", code="auf", signed=False)
