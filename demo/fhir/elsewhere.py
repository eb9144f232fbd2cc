"""Records that lie in other care givers' systems, and which the journal must ask for. All texts are made up."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from demo.cast import RESIDENTS
from demo.cast.care import CastCareGiver, CastUnit
from demo.fhir.writer import LabValue, Pen

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class OutsideSystem:
    """A care giver's own system: who keeps it, how slow it is, and in how many of ten minutes it fails.

    `everything`: it gives all of a person in one answer.
    """

    code: str
    care_giver: CastCareGiver
    unit: CastUnit
    author: str
    title: str
    lives: dict[str, Callable[[Pen], None]]
    delay: float = 0.0
    out_minutes: int = 0
    everything: bool = False

    def resources(self, *, today: date) -> list[Json]:
        """Everything in it, with references as they stand inside one server."""
        return [one for key, story in self.lives.items() for one in self._life(key, story, today)]

    def _life(self, key: str, story: Callable[[Pen], None], today: date) -> list[Json]:
        pen = Pen(
            resident=next(one for one in RESIDENTS if one.key == key),
            care_giver=self.care_giver,
            unit=self.unit,
            author=self.author,
            title=self.title,
            today=today,
        )
        story(pen)
        text = json.dumps(pen.resources, ensure_ascii=False)
        for one in pen.resources:
            text = text.replace(f"urn:uuid:{one['id']}", f"{one['resourceType']}/{one['id']}")
        return list(json.loads(text))


def _alvas_eyes(pen: Pen) -> None:
    visit = pen.visit(780, "Besök hos ögonläkare", "Dimsyn på höger öga")
    pen.note(
        780,
        "Besöksanteckning",
        "Dimsyn sedan några veckor. Synskärpa höger 0,8, vänster 1,0. Ögonbotten utan anmärkning. "
        "Bedömning: torra ögon. Tårersättning vid behov, ingen återbesökstid.",
        visit,
    )
    pen.diagnosis(780, "H04.1", "Torra ögon", visit)
    pen.measurement(780, "Ögontryck höger", 15, "mmHg", "mm[Hg]")


def _dagnys_heart(pen: Pen) -> None:
    visit = pen.visit(610, "Besök hos kardiolog", "Oregelbunden puls")
    pen.note(
        610,
        "Besöksanteckning",
        "Oregelbunden puls vid egen kontroll. Långtids-EKG visar enstaka extraslag, inget förmaksflimmer. "
        "Lugnande besked. Fortsatt blodtrycksbehandling hos vårdcentralen.",
        visit,
    )
    pen.diagnosis(610, "I49.4", "Extraslag, ospecificerade", visit)
    values = [LabValue(npu="NPU03230", name="P-Kalium", value=4.10, unit="mmol/L", low=3.5, high=4.4)]
    pen.laboratory(610, values, visit)


def _alvas_ski_trip(pen: Pen) -> None:
    visit = pen.visit(1050, "Akutbesök", "Skidolycka")
    pen.note(1050, "Akutanteckning", "Vred knät i pisten. Ingen svullnad, stabilt knä. Elastisk linda, råd.", visit)
    pen.diagnosis(1050, "S83.6", "Distorsion i knäled", visit, over=True)


def _travel_vaccines(pen: Pen) -> None:
    pen.vaccination(420, "J07BC02", "Vaccin mot hepatit A", "Hepatit A", 1, "DEMO-H1")
    pen.vaccination(230, "J07BC02", "Vaccin mot hepatit A", "Hepatit A", 2, "DEMO-H7")


def _unit(code: str, name: str, care_giver: str, kind: str) -> CastUnit:
    return CastUnit(hsa_id=code, name=name, care_giver=care_giver, kind=kind, open_for="")


UPPSALA = CastCareGiver(hsa_id="SE0000000510-G001", name="Region Uppsala")
DALARNA = CastCareGiver(hsa_id="SE0000000520-G001", name="Region Dalarna")
JAMTLAND = CastCareGiver(hsa_id="SE0000000530-G001", name="Region Jämtland Härjedalen")
STRANDENS = CastCareGiver(hsa_id="SE0000000540-G001", name="Strandens Läkarhus AB")

SYSTEMS = (
    OutsideSystem(
        code="SE0000000510-S001",
        care_giver=UPPSALA,
        unit=_unit("SE0000000510-U001", "Ögonmottagningen Ekeby", UPPSALA.hsa_id, "ogonmottagning"),
        author="Lo Hedman",
        title="Ögonläkare",
        lives={"alva": _alvas_eyes},
        delay=0.05,
        everything=True,
    ),
    OutsideSystem(
        code="SE0000000520-S001",
        care_giver=DALARNA,
        unit=_unit("SE0000000520-U001", "Hjärtmottagningen Tallbacken", DALARNA.hsa_id, "kardiologi"),
        author="Nils Wik",
        title="Kardiolog",
        lives={"dagny": _dagnys_heart},
        delay=1.5,
        everything=True,
    ),
    OutsideSystem(
        code="SE0000000530-S001",
        care_giver=JAMTLAND,
        unit=_unit("SE0000000530-U001", "Fjällbyns hälsocentral", JAMTLAND.hsa_id, "halsocentral"),
        author="Kim Berg",
        title="Specialist i allmänmedicin",
        lives={"alva": _alvas_ski_trip},
        out_minutes=5,
    ),
    OutsideSystem(
        code="SE0000000540-S001",
        care_giver=STRANDENS,
        unit=_unit("SE0000000540-U001", "Strandens vaccinationsmottagning", STRANDENS.hsa_id, "vaccination"),
        author="Eva Lund",
        title="Sjuksköterska",
        lives={"alva": _travel_vaccines, "imran": _travel_vaccines},
        delay=0.1,
    ),
)
