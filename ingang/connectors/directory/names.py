"""What the directory's interactions are called, and where they lie."""

DOMAIN = "infrastructure:directory:organization"
CORE = "urn:riv:infrastructure:directory:1"
UNIT, BELONGING, LIST, MEMBERS = (
    "GetUnit", "GetHealthCareUnit", "GetHealthCareUnitList", "GetHealthCareUnitMembers",
)  # fmt: skip
PING = "PingForConfiguration"
ASKED_BY = {
    UNIT: "unitHsaId",
    BELONGING: "healthCareUnitMemberHsaId",
    LIST: "healthCareProviderHsaId",
    MEMBERS: "healthCareUnitHsaId",
}
"""What each question names the unit or the care giver that it is about."""


def responder(name: str) -> str:
    """The namespace of an interaction's question and answer."""
    domain = "itintegration:monitoring" if name == PING else DOMAIN
    return f"urn:riv:{domain}:{name}Responder:1"


def soap_action(name: str) -> str:
    """What the HTTP header SOAPAction names."""
    return f"{responder(name)}:{name}"


def path(name: str) -> str:
    """Where the interaction lies below the directory's address."""
    return f"{DOMAIN.replace(':', '/')}/{name}/1/rivtabp21"
