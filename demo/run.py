"""Runs the demonstration: prepares what is not prepared yet, starts every process, and stays until Ctrl-C."""

import socket
from pathlib import Path

from demo import places
from demo.cast import RESIDENTS, STAFF
from demo.connected_systems import write_systems_file
from demo.directory_of_units import write_directory_file
from demo.nation import written_on
from demo.outside import write_cast_file, write_clients_file, write_holdings_file, write_people_file
from demo.prepare import prepare
from demo.supervisor import Supervisor

ROOT = Path(__file__).resolve().parents[1]


def run() -> int:
    """Run everything; gives the exit status."""
    taken = [port for port in places.PORTS if _is_taken(port)]
    if taken:
        print(f"Port {taken[0]} is in use: is another demonstration running? End it first, then try again.")
        return 1
    var = prepare(root=ROOT)
    files = {
        "cast": write_cast_file(folder=var),
        "clients": write_clients_file(folder=var),
        "people": write_people_file(folder=var),
        "systems": write_systems_file(folder=var, today=written_on()),
        "holdings": write_holdings_file(folder=var),
        "directory": write_directory_file(folder=var),
    }
    supervisor = Supervisor(folder=ROOT)
    supervisor.start("simulators", "python", *places.simulators_command(**files, tls=var / "tls"))
    supervisor.start("pages", "granian", *places.pages_command())
    supervisor.start("streams", "granian", *places.streams_command())
    supervisor.start("worker", "python", "-m", "ingang.project.command", "worker")
    if not supervisor.wait_for(places.PAGES):
        supervisor.stop()
        return 1
    _greet()
    return supervisor.stay()


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _greet() -> None:
    print(f"\n  Ingång is open on {places.PAGES}   (staff: {places.PAGES}/logga-in/personal/)\n")
    print(f"  To log in: choose an e-ID, and approve as one of the cast on the phone page {places.PHONE}\n")
    for one in RESIDENTS:
        print(f"    {one.given_name + ' ' + one.family_name:<20} {one.story}")
    for member in STAFF:
        print(f"    {member.given_name + ' ' + member.family_name:<20} {member.story}")
    print(f"\n  Mail that was sent: {places.MAIL}   SMS that were sent: {places.SMS}")
    print(f"  Push notices on Alva's simulated phone: {places.PUSH}")
    print("  Ctrl-C ends everything. `make clean` forgets the data.\n", flush=True)
