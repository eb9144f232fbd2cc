"""What a source said: the records as they came, and what it told about them."""

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.kernel.identifiers import PersonIdentifier


@dataclass(frozen=True, kw_only=True)
class Asker:
    """On whose behalf we ask: the person herself, or somebody who acts for her (`is_agent`)."""

    identifier: PersonIdentifier
    is_agent: bool = False


@dataclass(frozen=True, kw_only=True)
class More:
    """There are older records: ask this source itself with the reference, within the hour."""

    logical_address: str
    reference: str


@dataclass(frozen=True, kw_only=True)
class SourceStatus:
    """How an aggregating service fared with one source (ProcessingStatus).

    `code` is DataFromSource, DataFromCache, DataFromCacheSynchFailed or NoDataSynchFailed. Of an error only the agent
    and its code are kept: its text is free, and may name a person.
    """

    logical_address: str
    code: str
    is_from_cache: bool
    is_in_synch: bool
    last_successful_at: datetime | None = None
    last_unsuccessful_at: datetime | None = None
    failed_agent: str = ""
    failed_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer. `message` is what the source wants the reader to know (a result of INFO); often empty."""

    contract: Contract
    records: tuple[etree._Element, ...]
    message: str = ""
    more: tuple[More, ...] = ()
    statuses: tuple[SourceStatus, ...] = ()
