"""Reads one person's resources from a FHIR R4 server: by search, page after page, on the background loop."""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin, urlsplit

import aiohttp
import msgspec

from ingang.connectors.background import tls_context
from ingang.connectors.fhir import errors
from ingang.connectors.fhir.settings import FhirSettings
from ingang.kernel.identifiers import PersonIdentifier

Json = Mapping[str, Any]

AT_ONCE = 6
OFFER_LASTS = 3600.0
"""Seconds for which what a server says that it offers is believed."""
AROUND = ("Encounter", "Location", "Medication", "Organization", "Practitioner", "PractitionerRole")
ACCEPT = "application/fhir+json"
REFUSALS = frozenset({400, 401, 403, 404, 405, 406, 410, 422})


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a server told of one person. `around` are resources that hers refer to: units and those who wrote.

    `is_whole` is False when there was more than we take.
    """

    resources: tuple[Json, ...]
    around: tuple[Json, ...]
    is_whole: bool


class FhirServer(Protocol):
    """What callers may ask; the client and the fake both keep to it."""

    async def read(
        self, *, http: aiohttp.ClientSession, identifiers: Sequence[PersonIdentifier], types: Iterable[str]
    ) -> Told: ...

    async def describe(self, *, http: aiohttp.ClientSession) -> str: ...


@dataclass(frozen=True, kw_only=True)
class _Offer:
    """What a server says that it can: the types that it holds (None: it does not say), and a person's all at once."""

    types: frozenset[str] | None = None
    everything: bool = False

    def of(self, types: Iterable[str]) -> list[str]:
        """Those of the types that are worth asking for."""
        return sorted(one for one in types if self.types is None or one in self.types)


class FhirClient:
    """Speaks to any conformant server. Raises FhirError.

    What the server offers is read from its CapabilityStatement once an hour: one that gives all of a person in one
    answer (`$everything`) is asked that, others are searched for each type that they hold.
    """

    def __init__(self, *, settings: FhirSettings) -> None:
        self._settings = settings
        self._connection = _Connection(settings)
        self._offer, self._offer_until = _Offer(), 0.0

    async def read(
        self, *, http: aiohttp.ClientSession, identifiers: Sequence[PersonIdentifier], types: Iterable[str]
    ) -> Told:
        """Everything of these types about the person with any of the identifiers; nothing when she is unknown there.

        Refuses, with WrongPerson, an answer in which anything is about somebody else.
        """
        try:
            async with asyncio.timeout(self._settings.seconds):
                offer = await self._offered(http)
                try:
                    return await self._reading(http).of(identifiers, offer.of(types), everything=offer.everything)
                except errors.FhirRefused:
                    if not offer.everything:
                        raise
                    # It says more than it does: from now on it is searched.
                    self._offer = replace(offer, everything=False)
                    return await self._reading(http).of(identifiers, offer.of(types), everything=False)
        except TimeoutError as error:
            raise errors.FhirLate from error

    def _reading(self, http: aiohttp.ClientSession) -> "_Reading":
        return _Reading(http, self._connection, self._settings)

    async def _statement(self, http: aiohttp.ClientSession) -> Json:
        return await self._connection.get(http, f"{self._settings.url.rstrip('/')}/metadata")

    async def _offered(self, http: aiohttp.ClientSession) -> _Offer:
        now = asyncio.get_running_loop().time()
        if now >= self._offer_until:
            try:
                self._offer = _offer(await self._statement(http))
            except (errors.FhirRefused, errors.FhirGarbled, errors.FhirTooLarge):
                # Some keep to themselves what they can.
                self._offer = _Offer()
            self._offer_until = now + OFFER_LASTS
        return self._offer

    async def describe(self, *, http: aiohttp.ClientSession) -> str:
        """What the server says that it is: its FHIR version and its software. Asks about nobody."""
        try:
            async with asyncio.timeout(self._settings.seconds):
                told = await self._statement(http)
        except TimeoutError as error:
            raise errors.FhirLate from error
        if told.get("resourceType") != "CapabilityStatement":
            raise errors.FhirGarbled(reason="no statement")
        software = told.get("software")
        own = [software.get("name"), software.get("version")] if isinstance(software, Mapping) else []
        return " ".join(["FHIR", *(str(one) for one in (told.get("fhirVersion"), *own) if one)])


class _Connection:
    """How the server is called: who we are, and how long and how much we wait for."""

    def __init__(self, settings: FhirSettings) -> None:
        self._settings = settings

    async def get(self, http: aiohttp.ClientSession, url: str) -> Json:
        """One bundle or resource. Follows no redirect, and reads no further than the limit."""
        try:
            async with http.get(url, headers=self._headers(), allow_redirects=False, **self._limits()) as answer:
                _check(answer)
                return _resource(await self._body(answer))
        except TimeoutError as error:
            raise errors.FhirLate from error
        except (aiohttp.ClientError, OSError) as error:
            raise errors.FhirUnreachable(reason=type(error).__name__) from error

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": ACCEPT, "Prefer": "handling=lenient"}
        if self._settings.token:
            headers["Authorization"] = f"Bearer {self._settings.token}"
        return headers

    def _limits(self) -> dict[str, Any]:
        timeout = aiohttp.ClientTimeout(total=self._settings.seconds, sock_connect=self._settings.connect_seconds)
        return {"timeout": timeout, "ssl": tls_context(self._settings.tls)}

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        body = bytearray()
        async for piece in answer.content.iter_chunked(65_536):
            body += piece
            if len(body) > self._settings.most_bytes:
                raise errors.FhirTooLarge
        return bytes(body)


class _Reading:
    """One person's resources at one server: who she is there, then every type, a few at once."""

    def __init__(self, http: aiohttp.ClientSession, connection: _Connection, settings: FhirSettings) -> None:
        self._http, self._connection, self._settings = http, connection, settings
        self._base = settings.url.rstrip("/") + "/"
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._mine: dict[tuple[str, str], Json] = {}
        self._around: dict[tuple[str, str], Json] = {}
        self._is_whole = True

    async def of(
        self, identifiers: Sequence[PersonIdentifier], types: Sequence[str], *, everything: bool = False
    ) -> Told:
        for patient in await self._patients(identifiers):
            if everything:
                await self._everything(types, patient)
            else:
                await _together(self._all(each, patient) for each in types)
        return Told(resources=tuple(self._mine.values()), around=tuple(self._around.values()), is_whole=self._is_whole)

    async def _patients(self, identifiers: Sequence[PersonIdentifier]) -> list[str]:
        """Her ids there. A server that answers with somebody else is not believed."""
        wanted = {(one.kind.fhir_system, one.value) for one in identifiers if one.kind.fhir_system}
        token = ",".join(f"{system}|{value}" for system, value in sorted(wanted))
        found = []
        for one in await self._pages(f"Patient?{urlencode({'identifier': token})}"):
            if one.get("resourceType") == "Patient":
                if not wanted & {(each.get("system"), each.get("value")) for each in _list(one, "identifier")}:
                    raise errors.WrongPerson
                found.append(str(one.get("id")))
        return found

    async def _everything(self, types: Sequence[str], patient: str) -> None:
        wanted = {*types}
        question = urlencode({"_type": ",".join(sorted({*types, *AROUND})), "_count": self._settings.page_size})
        for one in await self._pages(f"Patient/{patient}/$everything?{question}"):
            kind = str(one.get("resourceType"))
            # What is about nobody, as a device in general, comes along as what others refer to.
            self._take(one, kind if kind in wanted and (one.get("subject") or one.get("patient")) else "", patient)

    async def _all(self, type: str, patient: str) -> None:
        question = urlencode({"patient": patient, "_count": self._settings.page_size, "_include": f"{type}:*"})
        async with self._gate:
            found = await self._pages(f"{type}?{question}")
        for one in found:
            self._take(one, type, patient)

    def _take(self, one: Json, type: str, patient: str) -> None:
        key = str(one.get("resourceType")), str(one.get("id"))
        if key[0] != type:
            self._around.setdefault(key, one)
            return
        about = one.get("subject") or one.get("patient")
        if not isinstance(about, Mapping) or not _leads_to(about.get("reference"), patient, self._base):
            raise errors.WrongPerson
        # The same id twice: the later version counts.
        if key not in self._mine or _updated(self._mine[key]) <= _updated(one):
            self._mine[key] = one

    async def _pages(self, path: str) -> list[Json]:
        """Every resource of a search, page after page."""
        url: str | None = urljoin(self._base, path)
        found: list[Json] = []
        seen: set[str] = set()
        while url and url not in seen:
            seen.add(url)
            bundle = await self._connection.get(self._http, url)
            if bundle.get("resourceType") != "Bundle":
                raise errors.FhirGarbled(reason="no bundle")
            found += [one["resource"] for one in _list(bundle, "entry") if isinstance(one.get("resource"), Mapping)]
            if len(self._mine) + len(found) > self._settings.most_resources:
                self._is_whole = False
                return found[: self._settings.most_resources]
            url = self._next(bundle)
        return [one for one in found if one.get("resourceType") != "OperationOutcome"]

    def _next(self, bundle: Json) -> str | None:
        """The next page, which must be at the same server: our token goes nowhere else."""
        links = [one.get("url") for one in _list(bundle, "link") if one.get("relation") == "next"]
        if not links:
            return None
        url = urljoin(self._base, str(links[0]))
        if urlsplit(url)[:2] != urlsplit(self._base)[:2]:
            raise errors.FhirGarbled(reason="elsewhere")
        return url


async def _together(works: Iterable[Coroutine[Any, Any, None]]) -> None:
    """All of them at once; the first that fails ends the others."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()


def _check(answer: aiohttp.ClientResponse) -> None:
    if answer.status in REFUSALS:
        raise errors.FhirRefused(status=answer.status)
    if answer.status >= 500 or answer.status == 429:
        raise errors.FhirFailed(status=answer.status)
    if answer.status != 200:
        raise errors.FhirGarbled(reason=f"{answer.status}")


def _offer(statement: Json) -> _Offer:
    """What a CapabilityStatement tells of the server's own part."""
    servers = [one for one in _list(statement, "rest") if one.get("mode") == "server"]
    resources = [one for server in servers for one in _list(server, "resource")]
    types = frozenset(str(one.get("type")) for one in resources)
    operations = [
        operation
        for one in (*servers, *(one for one in resources if one.get("type") == "Patient"))
        for operation in _list(one, "operation")
    ]
    everything = any(str(one.get("name")).lstrip("$") == "everything" for one in operations)
    return _Offer(types=types or None, everything=everything)


def _resource(body: bytes) -> Json:
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise errors.FhirGarbled(reason="json") from error
    if not isinstance(found, Mapping):
        raise errors.FhirGarbled(reason="json")
    return found


def _list(holder: Json, name: str) -> list[Json]:
    value = holder.get(name)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _leads_to(reference: object, patient: str, base: str) -> bool:
    return reference in {f"Patient/{patient}", f"{base}Patient/{patient}"}


def _updated(resource: Json) -> str:
    meta = resource.get("meta")
    return str(meta.get("lastUpdated", "")) if isinstance(meta, Mapping) else ""
