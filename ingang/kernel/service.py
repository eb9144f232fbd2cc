"""The one value by which a service joins the house: plain data and dotted names, never Django objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ingang.kernel.events import EventType, Hearing


class Audience(StrEnum):
    """For whom a service, or an entry in a menu, is."""

    PUBLIC = "public"
    RESIDENT = "resident"
    STAFF = "staff"
    HOUSE = "house"


class Role(StrEnum):
    """In which role a person reaches data about somebody (records-identity-law 6)."""

    SELF = "self"
    GUARDIAN = "guardian"
    LEGAL_REPRESENTATIVE = "legal_representative"
    OMBUD = "ombud"


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """A line in the menu: the words of corrections 5 and the address by name. Lower order comes first.

    `about` is what the page of other services says of it; one that is not `in_menu` stands there alone. `searched_by`:
    the parameter of words looked for there; `also_called`: by which words, with commas, people look for it. For staff:
    `roles`, of which the assignment must carry one; `unit_list`: it opens the unit's list, as assignments for care and
    administration alone do; `for_care`: only those for care open it.
    """

    title: str
    address: str
    order: int
    about: str = ""
    in_menu: bool = True
    searched_by: str = ""
    also_called: str = ""
    audience: Audience = Audience.RESIDENT
    roles: tuple[str, ...] = ()
    unit_list: bool = False
    for_care: bool = False


@dataclass(frozen=True, kw_only=True)
class DataKind:
    """A kind of personal data that grants are opened for. `title` is what the access log calls it.

    `ombud_allowed` tells whether the law lets an adult hand this kind to an ombud: never the journal (PDL 5:5).
    `switch` names the switch that must be on in the person's region before she reaches it here. `only_for_actor`:
    that somebody opened it is told to that one alone, for the line itself would betray a fear (corrections 3.9).
    `closed_by_seal`: a sealed journal closes it on the person's own pages, to her and to whoever acts for her.
    """

    code: str
    title: str
    ombud_allowed: bool = False
    switch: str = ""
    only_for_actor: bool = False
    closed_by_seal: bool = False


@dataclass(frozen=True, kw_only=True)
class AgeRule:
    """At which ages a role reaches a kind of data, from a date, on a legal basis. Ends are excluded.

    Ages are full years on the Swedish calendar day. `needs_decision` demands a unit's recorded decision.
    Without a matching rule there is no access.
    """

    kind: str
    role: Role
    age_from: int
    age_until: int | None
    basis: str
    needs_decision: bool = False
    valid_from: date = date(2015, 1, 1)
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class ScheduledJob:
    """Work on a schedule: `handler` is called as handler(grant=, now=) with a job grant for `kinds`.

    `every_minutes` says how often; a job that overlaps itself is not started twice.
    """

    name: str
    handler: str
    every_minutes: int
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QueuedJob:
    """Work on one thing of a person's that an action queues: `handler` is called as handler(grant=, id=, now=).

    The grant is a job's on that person, for `kinds`. A killed worker's job is begun again, so the handler goes on from
    what is done, and shares the work by a lease.
    """

    name: str
    handler: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StandingJob:
    """Work that every worker does all the time: while `is_due(now=)`, it calls `handler(grant=, now=)` again.

    Both are dotted names. Several processes do it beside each other: the handler shares the work by leases.
    """

    name: str
    handler: str
    is_due: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Switch:
    """Something a region may turn on or off, with the sentence that its administrator reads."""

    code: str
    sentence: str
    default: bool


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A number that a region may set within what the law and the national rules leave open. `unit` is its word."""

    code: str
    sentence: str
    default: int
    least: int
    most: int
    unit: str


@dataclass(frozen=True, kw_only=True)
class RegionText:
    """Words of a region's own in a place that a service leaves for them; `default` is what stands there otherwise.

    Plain text, with an empty line between paragraphs. An empty default means that nothing stands there.
    """

    code: str
    sentence: str
    default: str = ""
    longest: int = 600


Setting = Switch | Limit | RegionText
"""What a region's administrator may decide from a date. Codes are unique across the three."""


@dataclass(frozen=True, kw_only=True)
class Findable:
    """A kind of things that search finds: public data alone, for the index tells it to anybody.

    Dotted names: `names()` gives what the service calls each, `entries(names=)` the entries of those that may be found;
    it asks search to refresh what it changes. Where the one search shows them, under `title`, `shown(hits, language,
    now)` gives each as Shown, and `narrowed(text, said, region, now)` what its own page reads from an address.
    `by_language`: its filter `language`. `is_care`: one goes there.
    """

    code: str
    names: str
    entries: str
    title: str = ""
    shown: str = ""
    narrowed: str = ""
    by_language: bool = False
    is_care: bool = False


@dataclass(frozen=True, kw_only=True)
class WorkKind:
    """A kind of work that a unit is given: what there is to do, and first where it is `urgent`.

    `page` names the address that deals with it and takes its id as `item`; without one it is finished on the desk.
    """

    code: str
    title: str
    page: str = ""
    urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class MatterKind:
    """Something of this service's that other services' pages refer to by id, as a message does to a booked time.

    `state(id, grant, now)`, with a grant for `kinds`, gives the Matter as it stands now; None where she may know none.
    """

    code: str
    state: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NoticeWords:
    """A notice that leaves the log-in: constants without sender, subject or name (e-services 8.5).

    `title` is what the kind of notice is called where a person chooses how she is told. One that is not sent
    `by_default` is for those who choose it.
    """

    code: str
    title: str
    subject: str
    body: str
    by_default: bool = True


@dataclass(frozen=True, kw_only=True)
class Service:
    """Everything the house must know of one service. See docs/how-to/add-a-service.md.

    Callables are dotted names. Under a grant for its own kinds of data: `card(grant, now)` gives a Card or None, and
    `first_things(grant, now)` what to do first, both with `card_kinds` too; `own_finds(text, grant, now)` what answers
    the words, as search's Shown. `at_unit(unit, grant, now)` gives what its person, who reaches those kinds, can do at
    a unit, as UnitLinks, `unit_offers(units, now)` what anybody may know of that, by HSA-id; `work_list(grant, now)`
    the unit's work entries; `seed(now, progress)` writes demo data; `samples(owner, now)` gives arguments of addresses
    for the permission table. For public pages: `front(region, language, now)` gives the start page's Front or None,
    `public_pages()` the addresses that are kept finished; `on_every_page` is a context processor that never fails.
    `switch` names the switch with which a region has the whole service on or off: links to it then lead nowhere. `apps`
    are further Django apps of its own.
    """

    name: str
    title: str
    audience: Audience
    app: str = ""
    apps: tuple[str, ...] = ()
    mounts: Mapping[str, str] = field(default_factory=dict)
    menu: tuple[MenuEntry, ...] = ()
    card: str = ""
    card_kinds: tuple[str, ...] = ()
    first_things: str = ""
    at_unit: str = ""
    unit_offers: str = ""
    work_list: str = ""
    work_kinds: tuple[WorkKind, ...] = ()
    finds: tuple[Findable, ...] = ()
    own_finds: str = ""
    matters: tuple[MatterKind, ...] = ()
    data_kinds: tuple[DataKind, ...] = ()
    audit_events: Mapping[str, str] = field(default_factory=dict)
    announces: tuple[EventType, ...] = ()
    hears: tuple[Hearing, ...] = ()
    notices: tuple[NoticeWords, ...] = ()
    jobs: tuple[ScheduledJob, ...] = ()
    queued_jobs: tuple[QueuedJob, ...] = ()
    standing_jobs: tuple[StandingJob, ...] = ()
    switches: tuple[Switch, ...] = ()
    switch: str = ""
    limits: tuple[Limit, ...] = ()
    texts: tuple[RegionText, ...] = ()
    age_rules: tuple[AgeRule, ...] = ()
    seed: str = ""
    samples: str = ""
    front: str = ""
    public_pages: str = ""
    on_every_page: str = ""
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a service says on the start page: a title, one or two sentences, and where to go on."""

    title: str
    sentences: tuple[str, ...]
    address: str
    link_text: str
    order: int = 100
    needs_attention: bool = False


@dataclass(frozen=True, kw_only=True)
class FirstThing:
    """Something that waits for the resident, and where it is done.

    Lower `order` comes first, then the earliest `due`, which only sorts: the title says by when.
    """

    title: str
    address: str
    due: datetime | None = None
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class UnitLink:
    """What a resident can do at one unit: the button's words, address, a sentence `about` it. Lower order first."""

    title: str
    address: str
    about: str = ""
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class WorkEntry:
    """A line in the staff's work list. `due_at` sorts it; `due` says when in other words where a date would not do."""

    title: str
    address: str
    due: str = ""
    urgent: bool = False
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class MatterButton:
    """Something that may be done with a matter now: a link to the page that does it, or with `is_sent` a form there."""

    text: str
    address: str
    kind: str = "secondary"
    is_sent: bool = False


@dataclass(frozen=True, kw_only=True)
class Matter:
    """How something stands now, in the reader's language, with the buttons that work; `at` is the time it is about."""

    title: str
    sentences: tuple[str, ...]
    buttons: tuple[MatterButton, ...] = ()
    at: datetime | None = None
