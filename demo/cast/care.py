"""The care givers and units of the cast."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CastCareGiver:
    """A care giver of the demonstration nation."""

    hsa_id: str
    name: str
    sector: str = "care"
    region: str = "01"


CARE_GIVERS = (
    CastCareGiver(hsa_id="SE0000000010-G001", name="Region Stockholm"),
    CastCareGiver(hsa_id="SE0000000020-G001", name="Björkbackens Vård AB"),
    CastCareGiver(hsa_id="SE0000000030-G001", name="Solna kommun", sector="social"),
    CastCareGiver(hsa_id="SE0000000040-G001", name="Folktandvården Eken", sector="dental"),
    # Whoever writes for the whole country belongs to no region, and works at no unit that residents meet.
    CastCareGiver(hsa_id="SE0000000050-G001", name="Nationella redaktionen", region=""),
    CastCareGiver(hsa_id="SE0000000060-G001", name="Region Skåne", region="12"),
)


@dataclass(frozen=True, kw_only=True)
class CastUnit:
    """A care unit of the demonstration nation.

    `open_for` is where its service area lies: a region, a municipality, 00 for the whole country, or nowhere.
    """

    hsa_id: str
    name: str
    care_giver: str
    kind: str
    is_sensitive: bool = False
    municipality: str = "0184"
    open_for: str = "01"


UNITS = (
    CastUnit(
        hsa_id="SE0000000020-U001",
        name="Björkbackens vårdcentral",
        care_giver="SE0000000020-G001",
        kind="vardcentral",
        open_for="00",
    ),
    CastUnit(
        hsa_id="SE0000000010-U001", name="Eklundens barnavårdscentral", care_giver="SE0000000010-G001", kind="bvc"
    ),
    CastUnit(
        hsa_id="SE0000000010-U002",
        name="Hudmottagningen Solgläntan",
        care_giver="SE0000000010-G001",
        kind="hudmottagning",
    ),
    CastUnit(
        hsa_id="SE0000000010-U003",
        name="Ungdomsmottagningen Lyktan",
        care_giver="SE0000000010-G001",
        kind="ungdomsmottagning",
        is_sensitive=True,
    ),
    CastUnit(
        hsa_id="SE0000000030-U001",
        name="Hemsjukvården Solna",
        care_giver="SE0000000030-G001",
        kind="hemsjukvard",
        open_for="",
    ),
    CastUnit(
        hsa_id="SE0000000040-U001", name="Folktandvården Eken Solna", care_giver="SE0000000040-G001", kind="tandvard"
    ),
)
