"""The services of this installation, looked up by what they declare."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Protocol, TypeVar

from ingang.kernel.events import EventType, Hearing
from ingang.kernel.service import (
    AgeRule,
    Limit,
    QueuedJob,
    RegionText,
    ScheduledJob,
    Service,
    Setting,
    StandingJob,
    Switch,
)


class Coded(Protocol):
    """Anything that a manifest declares under a code."""

    @property
    def code(self) -> str: ...


C = TypeVar("C", bound=Coded)


class ManifestError(Exception):
    """Two manifests contradict each other, or one names what does not exist. The house does not start."""


class Registry:
    """All manifests together. Refuses double names and events heard that nobody announces."""

    def __init__(self, services: Iterable[Service]) -> None:
        self.services = tuple(services)
        self._check_unique("service", (service.name for service in self.services))
        self.data_kinds = self._by_code("kind of data", (kind for s in self.services for kind in s.data_kinds))
        self.settings = self._by_code("setting", (one for s in self.services for one in settings_of(s)))
        self._check_switches()
        self._check_limits()
        self.work_kinds = self._by_code("kind of work", (kind for s in self.services for kind in s.work_kinds))
        self.findables = self._by_code("kind of findable thing", (one for s in self.services for one in s.finds))
        self.matters = self._by_code("matter", (kind for s in self.services for kind in s.matters))
        self.notices = self._by_code("notice", (notice for s in self.services for notice in s.notices))
        self.audit_words = self._audit_words()
        self.event_types = self._event_types()
        self._check_hearings()

    def service(self, name: str) -> Service:
        """The service by name; KeyError when it is not part of this installation."""
        return {service.name: service for service in self.services}[name]

    def hearings(self, event: str) -> Iterator[tuple[str, Hearing]]:
        """Who hears the event: pairs of subscriber (the service's name) and hearing."""
        yield from ((one.name, hearing) for one in self.services for hearing in one.hears if hearing.event == event)

    @property
    def switches(self) -> dict[str, Switch]:
        """What regions may turn on or off, by code."""
        return {code: one for code, one in self.settings.items() if isinstance(one, Switch)}

    @property
    def limits(self) -> dict[str, Limit]:
        """The numbers that regions may set, by code."""
        return {code: one for code, one in self.settings.items() if isinstance(one, Limit)}

    @property
    def texts(self) -> dict[str, RegionText]:
        """The places for a region's own words, by code."""
        return {code: one for code, one in self.settings.items() if isinstance(one, RegionText)}

    @property
    def age_rules(self) -> tuple[AgeRule, ...]:
        return tuple(rule for service in self.services for rule in service.age_rules)

    @property
    def ombud_kinds(self) -> frozenset[str]:
        """The kinds that the law lets an adult hand to an ombud, whatever a mandate says (PDL 5:5; HFD 2017)."""
        return frozenset(code for code, kind in self.data_kinds.items() if kind.ombud_allowed)

    @property
    def kinds_only_for_actor(self) -> frozenset[str]:
        """The kinds whose log lines are shown to nobody but the one who acted."""
        return frozenset(code for code, kind in self.data_kinds.items() if kind.only_for_actor)

    @property
    def kinds_closed_by_seal(self) -> frozenset[str]:
        """The kinds that a sealed journal closes on the person's own pages."""
        return frozenset(code for code, kind in self.data_kinds.items() if kind.closed_by_seal)

    @property
    def jobs(self) -> tuple[ScheduledJob, ...]:
        return tuple(job for service in self.services for job in service.jobs)

    @property
    def queued_jobs(self) -> dict[str, QueuedJob]:
        """What actions may queue, by name."""
        return {job.name: job for service in self.services for job in service.queued_jobs}

    @property
    def standing_jobs(self) -> tuple[StandingJob, ...]:
        return tuple(job for service in self.services for job in service.standing_jobs)

    def _audit_words(self) -> dict[str, str]:
        pairs = [pair for service in self.services for pair in service.audit_events.items()]
        self._check_unique("audit event", (code for code, _ in pairs))
        return dict(pairs)

    def _event_types(self) -> dict[str, EventType]:
        types = [event for service in self.services for event in service.announces]
        self._check_unique("event", (event.name for event in types))
        return {event.name: event for event in types}

    def _check_switches(self) -> None:
        named = {kind.switch for kind in self.data_kinds.values()} | {service.switch for service in self.services}
        if missing := named - {""} - set(self.switches):
            raise ManifestError(f"no manifest declares the switches {sorted(missing)}")

    def _check_limits(self) -> None:
        for limit in self.limits.values():
            if not limit.least <= limit.default <= limit.most:
                raise ManifestError(f"the default of {limit.code} lies outside its own limits")

    def _by_code(self, what: str, declared: Iterable[C]) -> dict[str, C]:
        declared = tuple(declared)
        self._check_unique(what, (one.code for one in declared))
        return {one.code: one for one in declared}

    def _check_hearings(self) -> None:
        for service in self.services:
            for hearing in service.hears:
                announced = self.event_types.get(hearing.event)
                if announced is None or announced.version != hearing.version:
                    raise ManifestError(f"{service.name} hears {hearing.event} v{hearing.version}: nobody announces it")

    @staticmethod
    def _check_unique(what: str, names: Iterable[str]) -> None:
        seen: set[str] = set()
        for name in names:
            if name in seen:
                raise ManifestError(f"the {what} {name!r} is declared twice")
            seen.add(name)


def settings_of(service: Service, /) -> tuple[Setting, ...]:
    """What a region may decide about the service."""
    return (*service.switches, *service.limits, *service.texts)


def resolve(dotted: str) -> Any:
    """The callable behind a manifest's dotted name; ManifestError when it is not there."""
    module, _, name = dotted.rpartition(".")
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise ManifestError(f"nothing answers to {dotted!r}: {error}") from error


_installed: list[Registry] = []


def install(registry: Registry) -> Registry:
    """Make this the registry of the process; the settings do so once, when they are read."""
    _installed[:] = [registry]
    return registry


def current() -> Registry:
    """The registry of this process; ManifestError before the settings were read."""
    if not _installed:
        raise ManifestError("no registry is installed: Django's settings were not read")
    return _installed[0]
