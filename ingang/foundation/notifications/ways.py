"""By which ways a person is told of one kind of notice: what she chose among the ways that are confirmed and safe."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ingang.foundation.notifications.models import Channel, ChosenChannels, Device
from ingang.foundation.people.queries import usable_contact_ways_of
from ingang.kernel.registry import current

NO_WAY = "no_usable_way"
NOT_WANTED = "not_wanted"

ALL_CHANNELS = frozenset(channel.value for channel in Channel)
"""Who has chosen nothing is told by every way that she has confirmed, or turned on; of some kinds not at all."""


def default_channels(*, code: str) -> frozenset[str]:
    """The channels of this kind of notice for a person who has not chosen."""
    return ALL_CHANNELS if current().notices[code].by_default else frozenset()


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to tell somebody; `device` and its `keys` are a browser's."""

    channel: str
    address: str
    device: str = ""
    keys: tuple[str, str] = ("", "")


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How a person can be told: the ways she has, and the channels she chose for each kind of notice."""

    ways: tuple[Way, ...]
    chosen: Mapping[str, frozenset[str]]

    def wanted(self, code: str) -> tuple[Way, ...]:
        """The ways that she wants for this kind of notice."""
        channels = self.chosen.get(code, default_channels(code=code))
        return tuple(way for way in self.ways if way.channel in channels)

    def why_not(self, code: str, *, channel: str = "") -> str:
        """Why she is not told, by this channel or by any, as a code: she has no such way, or chose against it."""
        has_way = any(not channel or way.channel == channel for way in self.ways)
        return NOT_WANTED if has_way else NO_WAY


def reach_of(*, persons: Iterable[UUID], on: date) -> dict[UUID, Reach]:
    """How each of the persons can be told on the day, with as many statements as for one."""
    persons = list(persons)
    ways = {
        person: [Way(channel=way.channel, address=way.address) for way in usable]
        for person, usable in usable_contact_ways_of(persons=persons, on=on).items()
    }
    for device in Device.unguarded.filter(person__in=persons).order_by("id"):
        keys = (device.key, device.auth)
        ways[device.person].append(Way(channel=Channel.PUSH, address=device.endpoint, device=str(device.id), keys=keys))
    chosen = chosen_channels(persons=persons)
    return {person: Reach(ways=tuple(ways[person]), chosen=chosen.get(person, {})) for person in persons}


def chosen_channels(*, persons: Iterable[UUID]) -> dict[UUID, dict[str, frozenset[str]]]:
    """What each person chose, by kind of notice; nothing for the kinds where she has not."""
    chosen: dict[UUID, dict[str, frozenset[str]]] = {}
    for row in ChosenChannels.unguarded.filter(person__in=list(persons)):
        chosen.setdefault(row.person, {})[row.code] = frozenset(row.channels) & ALL_CHANNELS
    return chosen
