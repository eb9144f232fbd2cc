"""What the simulated register knows of each person; a test or the demonstration changes it while it runs."""

import msgspec


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """One person. Numbers are twelve characters; `guardians` have custody of her, `replaced` led to her before.

    `address` is street, postal code and city. `protection` is "", "confidentiality" or "registration"; `gone` a code of
    deregistration such as AV or UV.
    """

    number: str
    given_name: str
    surname: str
    born: str
    sex: str = ""
    place: str = ""
    address: tuple[str, str, str] | None = None
    protection: str = ""
    gone: str = ""
    gone_on: str = ""
    level: str = ""
    status: str = ""
    guardians: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    changed_at: str = "20260101000000"


class Register:
    """Everybody by number, with replaced numbers leading on to the present one."""

    def __init__(self, people: list[Registered]) -> None:
        self._people: dict[str, Registered] = {}
        self._leads_to: dict[str, str] = {}
        for person in people:
            self.put(person)

    def put(self, person: Registered) -> None:
        """Know the person from now on, in place of what was known under her number."""
        self._people[person.number] = person
        for former in person.replaced:
            self._leads_to[former] = person.number

    def find(self, number: str, *, leads_on: bool) -> Registered | None:
        """The person whom the number leads to, or nobody."""
        return self._people.get(self._leads_to.get(number, number) if leads_on else number)

    def children_of(self, number: str) -> list[Registered]:
        """Everybody in the person's custody, in the register's order."""
        return [one for one in self._people.values() if number in one.guardians]
