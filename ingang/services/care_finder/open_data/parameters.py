"""What can be searched for in the open data: one table, from which searches, includes and the statement follow.

Every parameter looks at elements of the resource as it is told, so it finds what a reader sees. Those that many units
differ by also narrow the units that are read at all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from ingang.foundation.care_units.models import Offer, UnitFunction, UnitPage
from ingang.foundation.regions.rules import regions
from ingang.services.care_finder.open_data.asked import BadValue, Values, near_box

Resource = dict[str, Any]
Narrow = Callable[[Values], Q]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One search parameter: its kind by FHIR, the elements that it looks at, and which units can have them at all."""

    kind: str
    paths: tuple[str, ...] = ()
    narrow: Narrow | None = None
    target: str = ""


def elements(resource: Any, path: str) -> Iterator[Any]:
    """Every value along the names, through lists."""
    if isinstance(resource, list):
        for one in resource:
            yield from elements(one, path)
    elif not path:
        yield resource
    elif isinstance(resource, dict):
        name, _, rest = path.partition(".")
        if name in resource:
            yield from elements(resource[name], rest)


def _variants(values: Values) -> list[str]:
    """In cases as names are written: SQLite compares å, ä and ö only as they stand."""
    return [each for one in values.texts for each in {one, one.lower(), one.upper(), one.capitalize(), one.title()}]


def _text(*fields: str) -> Narrow:
    def narrow(values: Values) -> Q:
        found = Q()
        for text in _variants(values):
            for field in fields:
                found |= Q(**{f"{field}__icontains": text})
        return found

    return narrow


def _units(values: Values) -> Q:
    """Units by identifier or by reference, which is the same."""
    return Q(hsa_id__in=[one.rpartition("|")[2].rpartition("/")[2].partition(".")[0].upper() for one in values.texts])


def _of(field: str) -> Narrow:
    return lambda values: Q(**{f"{field}__in": [one.rpartition("|")[2] for one in values.texts]})


def _county(values: Values) -> Q:
    """A region by its code or its county's name."""
    codes = {name.casefold(): one.code for one in regions() for name in (one.code, one.county, one.name)}
    if any(one.casefold() not in codes for one in values.texts):
        raise BadValue("address-state must be the code of a region, or the name of a county.")
    return Q(region__in=[codes[one.casefold()] for one in values.texts])


def _above(values: Values) -> Q:
    """Units below a care giver, or below a health care unit."""
    named = [one.rpartition("|")[2].rpartition("/")[2].upper() for one in values.texts]
    return Q(care_giver__in=named) | Q(hsa_id__in=UnitPage.objects.filter(part_of__in=named).values("unit"))


def _changed(values: Values) -> Q:
    return Q(hsa_id__in=UnitPage.objects.filter(values.moments("changed_at")).values("unit"))


def _near(values: Values) -> Q:
    found = Q()
    for text in values.texts:
        box = near_box(text)
        found |= Q(north__range=box.north, east__range=box.east)
    return Q(hsa_id__in=UnitPage.objects.filter(found).values("unit"))


def _with_offer(values: Values) -> Q:
    codes = [one.rpartition("|")[2] for one in values.texts]
    return Q(hsa_id__in=Offer.objects.filter(code__in=codes).values("unit"))


def _titled(values: Values) -> Q:
    return Q(hsa_id__in=Offer.objects.filter(_text("title_sv")(values)).values("unit"))


def _with_function(values: Values) -> Q:
    codes = [one.rpartition("|")[2] for one in values.texts]
    return Q(hsa_id__in=UnitFunction.objects.filter(code__in=codes).values("unit"))


_COMMON = {
    "_id": Parameter(kind="token", paths=("id",), narrow=_units),
    "_lastUpdated": Parameter(kind="date", narrow=_changed),
    "address-state": Parameter(kind="string", narrow=_county),
}
_ADDRESS = {
    "address": Parameter(
        kind="string",
        paths=("address.line", "address.city", "address.postalCode", "address.district", "address.state"),
    ),
    "address-city": Parameter(kind="string", paths=("address.city",), narrow=_text("city")),
    "address-postalcode": Parameter(kind="string", paths=("address.postalCode",)),
}
_NAMED = {
    "name": Parameter(kind="string", paths=("name",), narrow=_text("name")),
    "identifier": Parameter(kind="token", paths=("identifier",), narrow=_units),
}
_ORGANIZATION = Parameter(kind="reference", paths=("managingOrganization",), narrow=_units, target="Organization")
_KIND = Parameter(kind="token", paths=("type.coding",), narrow=_of("kind"))
_LOCATION = Parameter(kind="reference", paths=("location",), narrow=_units, target="Location")

PARAMETERS: Mapping[str, Mapping[str, Parameter]] = {
    "Organization": {
        **_COMMON, **_NAMED, **_ADDRESS,
        "active": Parameter(kind="token", paths=("active",)),
        "type": _KIND,
        "partof": Parameter(kind="reference", paths=("partOf",), narrow=_above, target="Organization"),
        "endpoint": Parameter(kind="reference", paths=("endpoint",), narrow=_units, target="Endpoint"),
    },
    "Location": {
        **_COMMON, **_NAMED, **_ADDRESS,
        "status": Parameter(kind="token", paths=("status",)),
        "type": _KIND,
        "near": Parameter(kind="special", narrow=_near),
        "organization": _ORGANIZATION,
    },
    "HealthcareService": {
        **_COMMON,
        "name": Parameter(kind="string", paths=("name",), narrow=_titled),
        "active": Parameter(kind="token", paths=("active",)),
        "service-type": Parameter(kind="token", paths=("type.coding",), narrow=_with_offer),
        "organization": Parameter(kind="reference", paths=("providedBy",), narrow=_units, target="Organization"),
        "location": _LOCATION,
    },
    "PractitionerRole": {
        **_COMMON,
        "active": Parameter(kind="token", paths=("active",)),
        "role": Parameter(kind="token", paths=("code.coding",), narrow=_with_function),
        "organization": Parameter(kind="reference", paths=("organization",), narrow=_units, target="Organization"),
        "location": _LOCATION,
    },
    "Endpoint": {
        **_COMMON,
        "name": Parameter(kind="string", paths=("name",)),
        "status": Parameter(kind="token", paths=("status",)),
        "connection-type": Parameter(kind="token", paths=("connectionType",)),
        "organization": _ORGANIZATION,
    },
}  # fmt: skip
"""By type and name."""


def includes(kind: str, /) -> dict[str, Parameter]:
    """The references of a type that can be included with it, as they are asked for (`Location:organization`)."""
    return {f"{kind}:{name}": one for name, one in PARAMETERS[kind].items() if one.target}


def reverse_includes(kind: str, /) -> dict[str, tuple[str, Parameter]]:
    """The references of other types that lead to a type, with the type that holds them."""
    return {
        f"{other}:{name}": (other, one)
        for other, parameters in PARAMETERS.items()
        for name, one in parameters.items()
        if one.target == kind
    }
