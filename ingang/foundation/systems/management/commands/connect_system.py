"""`ingang connect-system`: say where a care giver's system is, or that it is asked no more."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ingang.connectors.http import is_safe_address
from ingang.foundation.systems.models import ConnectedSystem, Protocol
from ingang.kernel.identifiers import InvalidIdentifier, parse_hsa_id


class Command(BaseCommand):
    """The journal asks it from the next opening on. What proves who we are to it is the setting JOURNAL_SYSTEMS."""

    help = "Connect a care giver's system to the journal, change where it is, or let it be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the system's HSA-id")
        parser.add_argument("--name", help="what residents call the care giver")
        parser.add_argument("--care-giver", help="the care giver's HSA-id")
        parser.add_argument("--protocol", choices=Protocol.values, default=Protocol.FHIR)
        parser.add_argument("--url", help="where it is, by https")
        parser.add_argument(
            "--tells-index", action="store_true", help="ask it only about those whom the engagement index knows there"
        )
        parser.add_argument("--off", action="store_true", help="ask it no more; the rest stays as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        code = _hsa_id(options["code"])
        if options["off"]:
            if not ConnectedSystem.objects.filter(code=code).update(is_on=False):
                raise CommandError(f"{code} is not connected.")
            self.stdout.write(f"{code} is asked no more.")
            return
        missing = [f"--{name.replace('_', '-')}" for name in ("name", "care_giver", "url") if not options[name]]
        if missing:
            raise CommandError(f"Say {', '.join(missing)} too.")
        if not is_safe_address(options["url"]):
            raise CommandError("The address must use https, except on this machine.")
        where = {name: options[name] for name in ("name", "protocol", "url")}
        where |= {"care_giver": _hsa_id(options["care_giver"]), "is_on": True, "tells_index": options["tells_index"]}
        ConnectedSystem.objects.update_or_create(code=code, defaults=where)
        self.stdout.write(f"{options['name']} is asked from now on.")


def _hsa_id(text: str) -> str:
    try:
        return parse_hsa_id(text)
    except InvalidIdentifier as error:
        raise CommandError(f"{text} is no HSA-id.") from error
