"""What the directory's contracts tell of units, as plain values. Days are 1 to 7 from Monday; days of the calendar ISO.

Source: infrastructure:directory:organization 1.0, GetUnit, GetHealthCareUnit, GetHealthCareUnitList and
GetHealthCareUnitMembers. Texts are as the contract writes them; whoever uses them checks them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Hours:
    """From a time of one day of the week to a time of another: "1", "08:00", "5", "17:00" is each of those days."""

    from_day: str
    from_time: str
    to_day: str
    to_time: str
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class Function:
    """Something at the unit that can be called by itself (unitFunction): booking, rehabilitation coordinator."""

    name: str
    phones: tuple[str, ...] = ()
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit as GetUnit tells it, without what the catalogue has no use for."""

    hsa_id: str
    name: str
    public_name: str
    businesses: tuple[tuple[str, str], ...] = ()
    care_types: tuple[str, ...] = ()
    county: str = ""
    county_code: str = ""
    drop_in_hours: tuple[Hours, ...] = ()
    mail: str = ""
    north: str = ""
    east: str = ""
    destinations: tuple[str, ...] = ()
    web: str = ""
    location: str = ""
    management: tuple[str, ...] = ()
    municipality: str = ""
    municipality_code: str = ""
    postal_code: str = ""
    related: tuple[str, ...] = ()
    route: str = ""
    street: str = ""
    surgery_hours: tuple[Hours, ...] = ()
    telephone_hours: tuple[Hours, ...] = ()
    phones: tuple[str, ...] = ()
    functions: tuple[Function, ...] = ()
    notice: tuple[str, str, str] | None = None
    ages: tuple[str, str] | None = None
    starts_on: str = ""
    ends_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Named:
    """A unit or care giver by its HSA-id, what it is called, and when it began and ends; empty where that is open."""

    hsa_id: str
    name: str
    starts_on: str = ""
    ends_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Provided:
    """The health care units (vårdenheter) of a care giver."""

    care_giver: Named
    units: tuple[Named, ...]


@dataclass(frozen=True, kw_only=True)
class Members:
    """A health care unit with the units that belong to it."""

    unit: Named
    members: tuple[Named, ...]
    phones: tuple[str, ...] = ()
    postal_lines: tuple[str, ...] = ()
    postal_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """To which health care unit and which care giver a unit belongs; it can be a health care unit itself."""

    member: Named
    unit: Named
    care_giver: Named
    organisation_number: str
