"""Starts the simulators in one process: `python -m demo.simulators --port-base 1180 --cast FILE.json [NAME ...]`.

Ports, counted from the base: 0 BankID's phone (and its API, unless a TLS folder is given), 1 BankID's API behind
mutual TLS, 2 e-ID for residents, 3 e-ID for staff, 4 mail page, 5 SMTP, 6 SMS page, 7 SMPP, 8 population register
(behind mutual TLS with a TLS folder), 9 push service and page, 10 virus scanner, 11 other care givers' FHIR servers,
12 others' record systems by service contracts, 13 the engagement index and 14 the directory of units (these behind
mutual TLS likewise).
"""

import argparse
import asyncio
import signal
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from ssl import SSLContext

import msgspec

from demo.simulators.bankid.server import BankIDSimulator
from demo.simulators.cast import Cast, read_cast
from demo.simulators.certificates import Authority
from demo.simulators.directory.server import DirectorySimulator
from demo.simulators.directory.server import Registered as Unit
from demo.simulators.engagement_index.server import EngagementIndexSimulator
from demo.simulators.fhir.server import FhirSimulator, System
from demo.simulators.mail.server import MailSimulator
from demo.simulators.oidc.clients import DEFAULT, Client
from demo.simulators.oidc.profiles import RESIDENTS, STAFF, Profile
from demo.simulators.oidc.server import OidcSimulator
from demo.simulators.population_register.register import Registered
from demo.simulators.population_register.server import PopulationRegisterSimulator
from demo.simulators.push.server import PushSimulator
from demo.simulators.rivta.records import Holdings, read_holdings
from demo.simulators.rivta.server import RivtaSimulator
from demo.simulators.serving import Close, mutual_tls, serve
from demo.simulators.sms.server import SmsSimulator
from demo.simulators.virus_scanner.server import VirusScannerSimulator

NAMES = (
    "bankid", "residents", "staff", "mail", "sms", "register", "push", "scanner", "fhir", "records", "index",
    "directory",
)  # fmt: skip
# How many ports the list above names.
PORTS = 15


class Running:
    """Starts what is named and says where it is; `close` ends all of it."""

    def __init__(self, *, options: argparse.Namespace, cast: Cast, say: Callable[[str], None]) -> None:
        self._options = options
        self._cast = cast
        self._say = say
        self._closes: list[Close] = []

    async def start(self) -> None:
        """Start every named simulator. If one can not start, those that did are ended."""
        starts = {
            "bankid": self._bankid,
            "residents": lambda: self._issuer("residents", RESIDENTS, 2),
            "staff": lambda: self._issuer("staff", STAFF, 3),
            "mail": self._mail,
            "sms": self._sms,
            "register": self._register,
            "push": self._push,
            "scanner": self._scanner,
            "fhir": self._fhir,
            "records": self._records,
            "index": self._index,
            "directory": self._directory,
        }
        try:
            for name in self._options.names or NAMES:
                await starts[name]()
        except OSError:
            await self.close()
            raise

    async def close(self) -> None:
        """End everything, last first."""
        while self._closes:
            await self._closes.pop()()

    async def _bankid(self) -> None:
        simulator, folder = BankIDSimulator(cast=self._cast), self._options.tls_folder
        app = simulator.app(has_api=folder is None)
        await self._keep("BankID's phone", serve(app=app, port=self._port(0)))
        if folder is not None:
            authority = Authority(folder=folder, name="bankid-issuer", now=datetime.now(UTC))
            authority.issue(name="bankid-relying-party", is_server=False)
            own = authority.issue(name="bankid-service", is_server=True)
            tls = mutual_tls(own=own, clients=authority.bundle)
            api = simulator.app(has_phone=False)
            await self._keep("BankID's API (TLS)", serve(app=api, port=self._port(1), tls=tls))

    async def _issuer(self, name: str, profile: Profile, offset: int) -> None:
        simulator = OidcSimulator(profile=profile, cast=self._cast, clients=self._clients())
        port = await self._keep(f"e-ID for {name}", serve(app=simulator.app(), port=self._port(offset)))
        simulator.provider.issuer = f"http://localhost:{port}"

    async def _mail(self) -> None:
        simulator = MailSimulator()
        await self._keep("Mail page", serve(app=simulator.app(), port=self._port(4)))
        await self._keep("SMTP", simulator.serve_smtp(port=self._port(5)))

    async def _sms(self) -> None:
        simulator = SmsSimulator(system_id=self._options.sms_id, password=self._options.sms_password)
        await self._keep("SMS page", serve(app=simulator.app(), port=self._port(6)))
        await self._keep("SMPP", simulator.serve_smpp(port=self._port(7)))

    async def _register(self) -> None:
        app = PopulationRegisterSimulator(people=self._registered()).app()
        tls = self._mutual_tls("population-register")
        await self._keep("Population register", serve(app=app, port=self._port(8), tls=tls))

    async def _push(self) -> None:
        simulator = PushSimulator()
        await self._keep("Push service and page", serve(app=simulator.app(), port=self._port(9)))

    async def _scanner(self) -> None:
        await self._keep("Virus scanner", VirusScannerSimulator().serve_tcp(port=self._port(10)))

    async def _fhir(self) -> None:
        await self._keep("FHIR servers", serve(app=FhirSimulator(systems=self._systems()).app(), port=self._port(11)))

    async def _records(self) -> None:
        app, tls = RivtaSimulator(holdings=self._holdings()).app(), self._mutual_tls("records")
        await self._keep("Record systems", serve(app=app, port=self._port(12), tls=tls))

    async def _index(self) -> None:
        app, tls = EngagementIndexSimulator(holdings=self._holdings()).app(), self._mutual_tls("engagement-index")
        await self._keep("Engagement index", serve(app=app, port=self._port(13), tls=tls))

    async def _directory(self) -> None:
        app, tls = DirectorySimulator(units=self._units()).app(), self._mutual_tls("directory")
        await self._keep("Directory of units", serve(app=app, port=self._port(14), tls=tls))

    def _mutual_tls(self, name: str) -> SSLContext | None:
        """TLS with new keys for a service and its consumer, where a folder for them is given."""
        folder = self._options.tls_folder
        if folder is None:
            return None
        authority = Authority(folder=folder, name=name, now=datetime.now(UTC))
        authority.issue(name=f"{name}-consumer", is_server=False)
        own = authority.issue(name=f"{name}-service", is_server=True)
        return mutual_tls(own=own, clients=authority.bundle)

    async def _keep(self, what: str, starting: Awaitable[tuple[int, Close]]) -> int:
        port, close = await starting
        self._closes.append(close)
        self._say(f"{what} on port {port}")
        return port

    def _port(self, offset: int) -> int:
        """Counted from the base; with base 0 the system chooses each."""
        base = int(self._options.port_base)
        return base + offset if base else 0

    def _registered(self) -> list[Registered]:
        if self._options.people is None:
            return []
        return msgspec.json.decode(self._options.people.read_bytes(), type=list[Registered])

    def _systems(self) -> list[System]:
        if self._options.systems is None:
            return []
        return msgspec.json.decode(self._options.systems.read_bytes(), type=list[System])

    def _units(self) -> list[Unit]:
        if self._options.directory is None:
            return []
        return msgspec.json.decode(self._options.directory.read_bytes(), type=list[Unit])

    def _holdings(self) -> Holdings:
        if self._options.holdings is None:
            return Holdings(systems=[], records=[])
        return read_holdings(path=self._options.holdings)

    def _clients(self) -> list[Client]:
        if self._options.clients is None:
            return [DEFAULT]
        return msgspec.json.decode(self._options.clients.read_bytes(), type=list[Client])


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m demo.simulators", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to start: {', '.join(NAMES)}; all by default")
    parser.add_argument("--port-base", type=int, default=1180, help="the first port; 0: any free ones")
    parser.add_argument("--cast", type=Path, required=True, help="the people, as JSON")
    parser.add_argument("--clients", type=Path, help="the relying parties that the issuers know, as JSON")
    parser.add_argument("--people", type=Path, help="whom the population register knows, as JSON")
    parser.add_argument("--systems", type=Path, help="what other care givers' systems hold, as JSON")
    parser.add_argument("--holdings", type=Path, help="what the care givers' record systems hold, as JSON")
    parser.add_argument("--directory", type=Path, help="the units that the directory knows, as JSON")
    parser.add_argument("--tls-folder", type=Path, help="put BankID, register, records behind TLS, with new keys here")
    parser.add_argument("--sms-id", default="ingang", help="our name at the SMS operator")
    parser.add_argument("--sms-password", default="only-sim", help="our password at the SMS operator")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(NAMES)
    if unknown:
        parser.error(f"unknown simulator: {', '.join(sorted(unknown))}")
    if not 0 <= options.port_base <= 65_536 - PORTS:
        parser.error("the ports would lie outside 0-65535")
    return options


async def main() -> None:
    """Start, and stay until the process is told to end."""
    options = parse()
    running = Running(options=options, cast=read_cast(path=options.cast), say=lambda text: print(text, flush=True))
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await running.start()
    await ended.wait()
    await running.close()


if __name__ == "__main__":
    asyncio.run(main())
