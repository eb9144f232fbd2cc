"""Whose life stands in which records. All texts are made up for the demonstration."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from demo.cast import CARE_GIVERS, RESIDENTS, UNITS
from demo.fhir.writer import LabValue, Pen


@dataclass(frozen=True, kw_only=True)
class Life:
    """What one unit has written about one of the cast."""

    resident: str
    unit: str
    author: str
    title: str
    story: Callable[[Pen], None]

    @property
    def care_giver(self) -> str:
        return next(unit.care_giver for unit in UNITS if unit.hsa_id == self.unit)

    def bundle(self, *, today: date) -> str:
        """The story as a FHIR bundle."""
        pen = Pen(
            resident=next(one for one in RESIDENTS if one.key == self.resident),
            care_giver=next(one for one in CARE_GIVERS if one.hsa_id == self.care_giver),
            unit=next(one for one in UNITS if one.hsa_id == self.unit),
            author=self.author,
            title=self.title,
            today=today,
        )
        self.story(pen)
        return pen.bundle()


def _alva_at_the_health_centre(pen: Pen) -> None:
    _alvas_asthma(pen)
    _alvas_low_iron(pen)
    pen.vaccination(38, "J07BB02", "Influensavaccin", "Influensa", 1, "DEMO-F26")


def _alvas_asthma(pen: Pen) -> None:
    first = pen.visit(1210, "Besök hos läkare", "Hosta och andnöd vid ansträngning")
    pen.note(
        1210,
        "Besöksanteckning",
        "Kontaktorsak: Hosta sedan två månader, mest på natten och vid löpning i kyla.\n"
        "Undersökning: Lungor: lätt pipande utandning. Hjärta: regelbunden rytm.\n"
        "Bedömning: Astma. Får inhalation att ta vid behov och en daglig inhalation.\n"
        "Planering: Återbesök hos astmasköterska om sex veckor.",
        first,
    )
    pen.diagnosis(1210, "J45.9", "Astma, ospecificerad", first)
    pen.medicine(
        1210,
        "R03BA02",
        "Budesonid inhalationspulver 200 mikrogram/dos",
        "1 inhalation morgon och kväll. Skölj munnen efteråt.",
        first,
    )
    pen.medicine(
        1210, "R03AC02", "Salbutamol inhalationspulver 100 mikrogram/dos", "1 inhalation vid behov vid andnöd.", first
    )
    pen.allergy(1210, "Björkpollen", "Rinnande näsa, kliande ögon", serious=False)
    check = pen.visit(402, "Årskontroll hos sjuksköterska", "Uppföljning av astma")
    pen.note(
        402,
        "Besöksanteckning",
        "Mår bra av behandlingen. Behöver vid behov-medicin ungefär en gång i månaden. "
        "Blåser 480 l/min. Ingen ändring av medicinerna.",
        check,
    )
    pen.measurement(402, "PEF (utandningskraft)", 480, "l/min", "L/min")


def _alvas_low_iron(pen: Pen) -> None:
    tired = pen.visit(64, "Besök hos läkare", "Trötthet")
    pen.note(
        64,
        "Besöksanteckning",
        "Trött sedan sensommaren, sover gott. Inga andra besvär. Opåverkad, blodtryck 118/74. "
        "Provtagning: blodvärde, järn, sköldkörtel och blodsocker. Svar i Journalen.",
        tired,
    )
    pen.laboratory(
        64,
        [
            LabValue(npu="NPU28309", name="B-Hemoglobin", value=112, unit="g/L", low=117, high=153),
            LabValue(npu="NPU19763", name="P-Ferritin", value=9, unit="µg/L", low=13, high=150),
            LabValue(npu="NPU03577", name="P-TSH", value=1.90, unit="mIE/L", low=0.4, high=4.0),
            LabValue(npu="NPU02192", name="P-Glukos", value=5.1, unit="mmol/L", low=4.2, high=6.0),
        ],
        tired,
    )
    pen.diagnosis(61, "D50.9", "Järnbristanemi, ospecificerad", tired)
    pen.medicine(61, "B03AA07", "Järnsulfat 100 mg, depottablett", "1 tablett dagligen i tre månader.", tired)
    again = pen.visit(3, "Provtagning", "Uppföljning av blodvärde")
    pen.laboratory(
        3,
        [
            LabValue(npu="NPU28309", name="B-Hemoglobin", value=124, unit="g/L", low=117, high=153),
        ],
        again,
        final=False,
    )


def _alva_at_the_skin_clinic(pen: Pen) -> None:
    visit = pen.visit(236, "Nybesök hos läkare", "Bedömning av hudförändring på ryggen")
    pen.note(
        236,
        "Besöksanteckning",
        "Remiss från vårdcentralen. Brun fläck på ryggen som Alva tycker har blivit större. "
        "Undersöks med dermatoskop: regelbundet mönster, jämn kant. Godartat. Ingen åtgärd behövs.",
        visit,
    )
    pen.diagnosis(236, "D22.5", "Melanocytnevus på bålen", visit, over=True)
    pen.letter(
        235,
        "Remissvar till Björkbackens vårdcentral",
        {
            "Bedömning": "Godartat födelsemärke. Inget tecken till malignitet.",
            "Råd": "Vanlig egenkontroll: sök om fläcken ändrar form eller färg, blöder eller kliar.",
        },
        visit,
    )


def _ella_at_the_child_centre(pen: Pen) -> None:
    first = pen.visit(1740, "Hälsobesök 4 månader", "Barnhälsovård")
    pen.note(1740, "Barnhälsovård", "Följer sin kurva. Ler, jollrar, griper. Ammas. Föräldrarna mår bra.", first)
    series = ((1790, 1, "DEMO-B1"), (1730, 2, "DEMO-B2"), (1520, 3, "DEMO-B3"))
    for days_ago, dose, batch in series:
        pen.vaccination(
            days_ago,
            "J07CA09",
            "Sexvalent kombinationsvaccin",
            "Difteri, stelkramp, kikhosta, polio, Hib, hepatit B",
            dose,
            batch,
        )
    pen.vaccination(
        1280, "J07BD52", "Vaccin mot mässling, påssjuka och röda hund", "Mässling, påssjuka, röda hund", 1, "DEMO-M1"
    )
    for days_ago, length, weight in ((1740, 63.5, 6.8), (1520, 75.2, 9.9), (760, 95.0, 14.2), (40, 110.5, 18.75)):
        pen.measurement(days_ago, "Längd", length, "cm", "cm")
        pen.measurement(days_ago, "Vikt", weight, "kg", "kg")
    now = pen.visit(40, "Hälsobesök 5 år", "Barnhälsovård")
    pen.note(
        40,
        "Barnhälsovård",
        "Glad och pratsam. Ritar en gubbe med sex delar. Syn 0,8 på båda ögonen. "
        "Hörsel utan anmärkning. Nästa besök i skolhälsovården.",
        now,
    )
    pen.vaccination(40, "J07CA02", "Fyrvalent kombinationsvaccin", "Difteri, stelkramp, kikhosta, polio", 4, "DEMO-C4")


def _noah_at_the_health_centre(pen: Pen) -> None:
    visit = pen.visit(150, "Besök hos läkare", "Ont i knät efter fotboll")
    pen.note(
        150,
        "Besöksanteckning",
        "Ömmar under vänster knäskål sedan tre veckor. Inget trauma. "
        "Typisk bild för Schlatters sjuka. Råd om vila från hopp och lugn återgång.",
        visit,
    )
    pen.diagnosis(150, "M92.5", "Juvenil osteokondros i tibia och fibula", visit)
    pen.allergy(150, "Jordnöt", "Nässelutslag, svullna läppar", serious=True)


def _maja_at_the_health_centre(pen: Pen) -> None:
    visit = pen.visit(90, "Besök hos sjuksköterska", "Halsont")
    pen.note(90, "Besöksanteckning", "Halsont i tre dagar utan feber. Snabbtest negativt. Råd om egenvård.", visit)
    pen.diagnosis(90, "J02.9", "Akut faryngit, ospecificerad", visit, over=True)


def _dagny_at_the_health_centre(pen: Pen) -> None:
    first = pen.visit(1500, "Årskontroll hos läkare", "Blodtryck och diabetes")
    pen.diagnosis(1500, "I10.9", "Essentiell hypertoni", first)
    pen.diagnosis(1500, "E11.9", "Diabetes mellitus typ 2 utan komplikationer", first)
    pen.medicine(1500, "C09AA02", "Enalapril 10 mg, tablett", "1 tablett varje morgon.", first)
    pen.medicine(1500, "A10BA02", "Metformin 500 mg, tablett", "1 tablett till frukost och middag.", first)
    pen.allergy(1500, "Penicillin V", "Utslag och klåda", serious=True)
    for days_ago, hba1c in ((1500, 58), (1130, 55), (770, 53), (400, 56), (33, 52)):
        check = pen.visit(days_ago, "Årskontroll hos diabetessköterska", "Diabeteskontroll")
        pen.laboratory(
            days_ago,
            [
                LabValue(npu="NPU27300", name="B-HbA1c", value=hba1c, unit="mmol/mol", low=31, high=46),
                LabValue(npu="NPU18016", name="P-Kreatinin", value=82, unit="µmol/L", high=90),
                LabValue(npu="NPU03230", name="P-Kalium", value=4.30, unit="mmol/L", low=3.5, high=4.4),
            ],
            check,
        )
        pen.note(
            days_ago,
            "Besöksanteckning",
            f"Årskontroll. HbA1c {hba1c} mmol/mol. Fötter utan sår, känner "
            "monofilament. Blodtryck 138/76 sittande. Samma mediciner. Ny tid om ett år.",
            check,
        )


def _dagny_at_home(pen: Pen) -> None:
    visit = pen.visit(20, "Hembesök av sjuksköterska", "Hjälp med läkemedel")
    pen.note(
        20,
        "Omvårdnadsanteckning",
        "Delar dosett för två veckor. Dagny klarar sprutan själv. Halkmattor utlagda i badrummet.",
        visit,
    )


def _imran_at_the_health_centre(pen: Pen) -> None:
    visit = pen.visit(210, "Besök hos läkare", "Ont i ryggen")
    pen.note(
        210,
        "Besöksanteckning",
        "Ländryggssmärta sedan flytt av möbler. Inga varningstecken. "
        "Råd om rörelse, receptfri smärtlindring vid behov. Tolk på persiska via telefon.",
        visit,
    )
    pen.diagnosis(210, "M54.5", "Lumbago", visit, over=True)


def _freja_at_the_health_centre(pen: Pen) -> None:
    visit = pen.visit(75, "Besök hos läkare", "Svårt att sova")
    pen.note(
        75,
        "Besöksanteckning",
        "Sömnsvårigheter sedan en tid. Får stöd av kurator. Återbesök bokat.",
        visit,
        signed=False,
    )
    pen.diagnosis(75, "G47.0", "Insomni", visit)


HEALTH_CENTRE, CHILD_CENTRE, SKIN_CLINIC = "SE0000000020-U001", "SE0000000010-U001", "SE0000000010-U002"
DOCTOR = {"author": "Petra Lindh", "title": "Specialist i allmänmedicin"}

LIVES = (
    Life(resident="alva", unit=HEALTH_CENTRE, story=_alva_at_the_health_centre, **DOCTOR),
    Life(resident="alva", unit=SKIN_CLINIC, author="Mona Dahl", title="Läkare", story=_alva_at_the_skin_clinic),
    Life(
        resident="ella",
        unit=CHILD_CENTRE,
        author="Sara Nyström",
        title="Distriktssköterska",
        story=_ella_at_the_child_centre,
    ),
    Life(resident="noah", unit=HEALTH_CENTRE, story=_noah_at_the_health_centre, **DOCTOR),
    Life(
        resident="maja",
        unit=HEALTH_CENTRE,
        author="Sara Nyström",
        title="Distriktssköterska",
        story=_maja_at_the_health_centre,
    ),
    Life(resident="dagny", unit=HEALTH_CENTRE, story=_dagny_at_the_health_centre, **DOCTOR),
    Life(resident="dagny", unit="SE0000000030-U001", author="Tore Lund", title="Sjuksköterska", story=_dagny_at_home),
    Life(resident="imran", unit=HEALTH_CENTRE, story=_imran_at_the_health_centre, **DOCTOR),
    Life(resident="freja", unit=HEALTH_CENTRE, story=_freja_at_the_health_centre, **DOCTOR),
)


def bundles(*, today: date) -> Iterator[tuple[Life, str]]:
    """Every life with its bundle."""
    for life in LIVES:
        yield life, life.bundle(today=today)
