"""What the simulated index knows: one row for each kind of records that a system holds on a person."""

from dataclasses import dataclass, replace

from demo.simulators.rivta.contracts import CONTRACTS
from demo.simulators.rivta.records import Holdings, Kept

NONE = "NA"
DATA_CONTROLLER = "000000-0000"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One engagement; all but the time is its key."""

    resident: str
    domain: str
    kind: str
    address: str
    business_object: str = NONE
    interest: str = NONE
    system: str
    data_controller: str = DATA_CONTROLLER
    recent: str = ""

    @property
    def key(self) -> "Row":
        return replace(self, recent="")


class Index:
    """Rows by their keys; an update is merged, and keeps the newest time."""

    def __init__(self, *, holdings: Holdings) -> None:
        self._rows: dict[Row, Row] = {}
        for record in holdings.records:
            kind = _kind(record)
            if kind:
                self.put(_row(record, kind))

    def put(self, row: Row) -> None:
        """Know the row, or its newer time."""
        known = self._rows.get(row.key)
        if known is None or known.recent < row.recent:
            self._rows[row.key] = row

    def forget(self, row: Row) -> None:
        """The last record of the row is gone."""
        self._rows.pop(row.key, None)

    def find(self, *, resident: str, domain: str, kind: str) -> list[Row]:
        """Every row of a resident in a domain, of one kind or of all."""
        return [
            row
            for row in self._rows.values()
            if (row.resident, row.domain) == (resident, domain) and kind in {"", row.kind}
        ]

    def since(self, *, domain: str, stamp: str, after: str) -> list[Row]:
        """Every row of a domain that is as new as the stamp, of residents after one, by resident."""
        found = (row for row in self._rows.values() if row.domain == domain and row.recent >= stamp)
        return sorted((row for row in found if row.resident > after), key=lambda row: row.resident)


def _row(record: Kept, kind: str) -> Row:
    domain = f"urn:riv:{CONTRACTS[record.contract].domain}"
    return Row(
        resident=record.person, domain=domain, kind=kind, address=record.system, system=record.system,
        recent=record.written,
    )  # fmt: skip


def _kind(record: Kept) -> str:
    """The index's word for the record; functional status and requests say it themselves."""
    told = record.body.get("assessmentCategory") or record.body.get("typeOfRequest") or ""
    return CONTRACTS[record.contract].kind or str(told)
