"""The rules of content: templates, urgency, review, and what a translation may show. Pure."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from ingang.kernel.words import marked


@dataclass(frozen=True, kw_only=True)
class Template:
    """A kind of article: what it is called, and the chapters that it must have, in this order (e-services 7.3)."""

    code: str
    title: str
    required: tuple[str, ...] = ()
    is_medical: bool = True


TEMPLATES = {
    one.code: one
    for one in (
        Template(code="illness", title=marked("Illness"), required=("seek-care", "symptoms", "self-care", "causes")),
        Template(code="symptom", title=marked("Symptom"), required=("seek-care", "possible-causes", "self-care")),
        Template(
            code="examination",
            title=marked("Examination"),
            required=("why", "prepare", "how", "afterwards", "results"),
        ),
        Template(code="treatment", title=marked("Treatment"), required=("when", "how", "risks")),
        Template(
            code="medicine",
            title=marked("Medicine"),
            required=("effect", "use", "not-if", "side-effects", "overdose"),
        ),
        Template(
            code="vaccination",
            title=marked("Vaccination"),
            required=("protects", "who", "how", "not-if", "side-effects"),
        ),
        Template(code="advice", title=marked("Advice")),
        Template(
            code="rights",
            title=marked("Rights and rules"),
            required=("applies", "how", "disagree", "law"),
            is_medical=False,
        ),
        Template(code="theme", title=marked("Theme")),
        Template(code="news", title=marked("News"), is_medical=False),
        Template(code="video", title=marked("Film")),
    )
}


CHAPTERS = {
    "seek-care": marked("when to seek care"),
    "symptoms": marked("how it shows"),
    "self-care": marked("what one can do oneself"),
    "causes": marked("why one gets it"),
    "possible-causes": marked("what it can be"),
    "why": marked("why it is done"),
    "prepare": marked("how to prepare"),
    "how": marked("how it goes"),
    "afterwards": marked("what comes afterwards"),
    "results": marked("what the answer tells"),
    "when": marked("when it is given"),
    "risks": marked("what can go wrong"),
    "effect": marked("what it does"),
    "use": marked("how it is used"),
    "not-if": marked("who must not have it"),
    "side-effects": marked("what else it may do"),
    "overdose": marked("what to do after too much of it"),
    "protects": marked("what it protects from"),
    "who": marked("for whom it is"),
    "applies": marked("what applies"),
    "disagree": marked("what to do if one disagrees"),
    "law": marked("which law says so"),
}
"""What each chapter that some template requires is about: its code alone tells nobody who is new."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the site: its code is its address in Swedish, `english` the one in English."""

    code: str
    english: str
    title: str
    about: str


SECTIONS = (
    Section(
        code="sjukdomar-och-besvar",
        english="illnesses-and-symptoms",
        title=marked("Illnesses and symptoms"),
        about=marked("What it is, what you can do yourself, and when to seek care."),
    ),
    Section(
        code="undersokning-och-behandling",
        english="examination-and-treatment",
        title=marked("Examination and treatment"),
        about=marked("How it is done, how you prepare, and what happens afterwards."),
    ),
    Section(
        code="liv-och-halsa",
        english="life-and-health",
        title=marked("Life and health"),
        about=marked("To live well, with or without an illness."),
    ),
    Section(
        code="barn-och-gravid",
        english="children-and-pregnancy",
        title=marked("Children and pregnancy"),
        about=marked("From the pregnancy until the child is grown."),
    ),
    Section(
        code="olyckor-och-skador",
        english="accidents-and-injuries",
        title=marked("Accidents and injuries"),
        about=marked("First aid, and what to do afterwards."),
    ),
    Section(
        code="sa-fungerar-varden",
        english="how-care-works",
        title=marked("How care works"),
        about=marked("Rights and rules, fees, and how you choose care."),
    ),
)
SECTION_BY_SLUG = {slug: one for one in SECTIONS for slug in (one.code, one.english)}


class Urgency(StrEnum):
    """How soon, as time (corrections 5). The most urgent comes first."""

    NOW = "now"
    HOURS = "hours"
    DAY = "day"
    WEEKDAYS = "weekdays"
    WAIT = "wait"


URGENCY_WORDS = {
    Urgency.NOW: marked("Now"),
    Urgency.HOURS: marked("Within some hours"),
    Urgency.DAY: marked("Within a day and night"),
    Urgency.WEEKDAYS: marked("On the next weekdays"),
    Urgency.WAIT: marked("Wait and see"),
}

FILM, SOUND, CAPTIONS = "film", "sound", "captions"
"""What a recording can be, by its content."""

GROUNDS = {
    "own": marked("Our own work"),
    "agreement": marked("An agreement with whoever made it"),
    "licence": marked("An open licence"),
    "free": marked("Free for everybody"),
}
"""By what right a picture or a recording is shown."""

SAFETY_CRITICAL = frozenset({"seek-care", "do-now", "not-if", "use", "overdose"})
"""Chapters in which an old translation may harm: it is hidden, and the Swedish original stands in its place."""

URGENT_REVIEW_WITHIN = timedelta(days=7)
"""An urgent change is reviewed afterwards, within five working days (e-services 7.6)."""
LONG_OVERDUE = timedelta(days=365)
"""A regional addition that is overdue for so long is hidden (e-services 7.5)."""


TWICE = marked("The chapter '%(code)s' stands twice.")
LACKS = marked("The chapter '%(code)s' is missing: %(about)s.")
OUT_OF_ORDER = marked("The chapters must come in this order: %(codes)s.")
DO_NOW_FIRST = marked("'do-now' must be the first chapter.")
FIRST_AID_LACKS = marked("First aid needs the chapter 'seek-care'.")


def problems(*, kind: str, codes: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """What is wrong with the chapters of an article of this kind, as sentences with the values they need."""
    found = [(TWICE, {"code": code}) for code in sorted({one for one in codes if codes.count(one) > 1})]
    template = TEMPLATES[kind]
    found += [(LACKS, {"code": one, "about": CHAPTERS[one]}) for one in template.required if one not in codes]
    there = [code for code in codes if code in template.required]
    if not found and there != list(template.required):
        found.append((OUT_OF_ORDER, {"codes": ", ".join(template.required)}))
    if kind == "advice" and "do-now" in codes:
        found += [] if codes[0] == "do-now" else [(DO_NOW_FIRST, {})]
        found += [] if "seek-care" in codes else [(FIRST_AID_LACKS, {})]
    return found


_KEY = re.compile(r' data-block-key="[^"<>]*"')


def digest(value: Any, /) -> str:
    """What tells two texts apart; ids and keys that the editor's form gives to blocks and paragraphs do not count."""
    return sha256(json.dumps(_without_ids(value), sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:24]


def _without_ids(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_ids(inner) for key, inner in value.items() if key != "id"}
    if isinstance(value, list | tuple):
        return [_without_ids(inner) for inner in value]
    return _KEY.sub("", value) if isinstance(value, str) else value


def undescribed(passages: Iterable[Mapping[str, Any]]) -> list[str]:
    """What a reader who does not see or hear would miss in stored passages, by the heading of it.

    A picture needs an alternative text, or it is said outright that it only decorates; a recording needs all that is
    said and shown as text, and a film with sound captions too.
    """
    missing = []
    for one in passages:
        value = one["value"]
        if one["type"] == "picture":
            picture = value["image"]
            if not (picture["decorative"] or (picture["alt_text"] or "").strip()):
                missing.append(value.get("caption") or "")
        elif one["type"] == "recording":
            has_text = re.sub(r"<[^>]*>|&nbsp;", "", value["text"] or "").strip()
            if not has_text or (value["form"] == FILM and not value.get("captions")):
                missing.append(value["heading"])
    return missing


class Standing(StrEnum):
    """How a translated chapter stands to its source."""

    FRESH = "fresh"
    STALE = "stale"
    REPLACED = "replaced"


def standing(*, code: str, source: str, translated_from: str | None, exists: bool) -> Standing:
    """What is shown of a chapter: the translation, the translation with a flag, or the source in its place.

    `source` is the digest of the source's chapter now, `translated_from` the one that the translation was made from.
    """
    if exists and translated_from == source:
        return Standing.FRESH
    return Standing.REPLACED if code in SAFETY_CRITICAL or not exists else Standing.STALE


def follow(
    *, before: Mapping[str, str], source: Mapping[str, str], own: Mapping[str, str], was: Mapping[str, str], all_: bool
) -> dict[str, str]:
    """From which source each chapter of a translation is made, when it is published anew.

    A chapter has been brought up to date when its own text has changed (`was` and `own` are its digests), or when
    the translator says that `all_` of it agrees. Others keep what they had, so that nothing becomes fresh unseen.
    """
    return {
        code: source[code] if all_ or was.get(code) != text or code not in before else before[code]
        for code, text in own.items()
        if code in source
    }


class ReviewState(StrEnum):
    """Whether what is published has been reviewed lately."""

    CURRENT = "current"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"
    AFTER_REVIEW = "after_review"


def review_state(*, review_due_on: date | None, urgent_until: date | None, on: date) -> ReviewState:
    """How the review stands that day; a day that is due has not passed."""
    if urgent_until is not None:
        return ReviewState.OVERDUE if urgent_until < on else ReviewState.AFTER_REVIEW
    if review_due_on is None or review_due_on >= on:
        return ReviewState.CURRENT
    return ReviewState.LONG_OVERDUE if review_due_on + LONG_OVERDUE < on else ReviewState.OVERDUE


def may_publish(*, text: str, signed: str, expert: str, has_date: bool, urgent: bool, is_demonstration: bool) -> bool:
    """Whether the text may be published: an expert has signed this very text (e-services 7.5, 7.6).

    `text` is its digest and `signed` the digest that the expert signed. An urgent change is reviewed afterwards. What
    is published for demonstration says on its page that nobody has reviewed it.
    """
    return is_demonstration or urgent or (bool(expert) and has_date and signed == text)


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language of texts: its own name and direction, in which language the page around it is, and two sentences.

    `is_old` says that the Swedish text has changed, `instead` that the Swedish original stands in place of a passage.
    """

    code: str
    name: str
    direction: str = "ltr"
    around: str = "en"
    is_old: str = ""
    instead: str = ""


LANGUAGES = {
    one.code: one
    for one in (
        Language(code="sv", name="Svenska", around="sv"),
        Language(
            code="en",
            name="English",
            is_old="The Swedish text has changed since this part was translated.",
            instead="The Swedish text has changed since this part was translated. For your safety the Swedish text "
            "stands here until the translation is ready. Call 1177 if you need help to understand it.",
        ),
        Language(
            code="sv-x-easy",
            name="Lättläst svenska",
            around="sv",
            is_old="Den vanliga texten har ändrats. Den lättlästa texten är äldre.",
            instead="Den vanliga texten har ändrats. Därför visar vi den vanliga texten här. Ring 1177 om du undrar.",
        ),
        Language(
            code="fi",
            name="Suomi",
            around="sv",
            is_old="Ruotsinkielinen teksti on muuttunut tämän osan kääntämisen jälkeen.",
            instead="Ruotsinkielinen teksti on muuttunut. Turvallisuutesi vuoksi tässä on ruotsinkielinen teksti, "
            "kunnes käännös on valmis. Soita numeroon 1177, jos tarvitset apua.",
        ),
        Language(
            code="ar",
            name="العربية",
            direction="rtl",
            is_old="تغيّر النص السويدي بعد ترجمة هذا الجزء.",
            instead="تغيّر النص السويدي. حفاظًا على سلامتك نعرض هنا النص السويدي إلى أن تصبح الترجمة جاهزة. "
            "اتصل بالرقم 1177 إذا احتجت إلى مساعدة.",
        ),
    )
}
SWEDISH = "sv"
BY_ADDRESS = ("sv", "en")
"""Languages in which the whole site stands; the others have their code before the address of a text."""

FILE_NAMES = {"sv-easy": "sv-x-easy"}
"""What a language's files are called where it is not its code."""

YOUTH = "youth"
"""The site for the young: the same texts, another look, and nothing that asks anybody to log in."""

CARE = {
    "vardcentral": marked("Health centre"),
    "jour": marked("Care outside office hours"),
    "akutmottagning": marked("Emergency department"),
    "barnmorskemottagning": marked("Midwife clinic"),
    "ungdomsmottagning": marked("Youth clinic"),
    "barnavardscentral": marked("Child health centre"),
    "psykiatri": marked("Psychiatry"),
    "tandvard": marked("Dental care"),
    "apotek": marked("Pharmacy"),
    "ogonmottagning": marked("Eye clinic"),
    "hudmottagning": marked("Skin clinic"),
    "vaccinationsmottagning": marked("Vaccination clinic"),
}
"""Kinds of care that a text may lead to."""
