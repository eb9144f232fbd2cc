"""`ingang connect-log-service`: say where a care giver's log service is, or that it is asked no more."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ingang.connectors.http import is_safe_address
from ingang.kernel.identifiers import InvalidIdentifier, parse_hsa_id
from ingang.services.access_log.models import LogService


class Command(BaseCommand):
    """Residents can ask it from now on. What proves who we are to it is the setting LOG_SERVICES."""

    help = "Connect a care giver's log service, change where it is, or let it be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the service's logical address, an HSA-id")
        parser.add_argument("--name", help="what residents call the care giver")
        parser.add_argument("--url", help="where the service platform is, by https")
        parser.add_argument("--off", action="store_true", help="ask it no more; the rest stays as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = parse_hsa_id(options["code"])
        except InvalidIdentifier as error:
            raise CommandError(f"{options['code']} is no HSA-id.") from error
        if options["off"]:
            if not LogService.objects.filter(code=code).update(is_on=False):
                raise CommandError(f"{code} is not connected.")
            self.stdout.write(f"{code} is asked no more.")
            return
        if not options["name"] or not options["url"]:
            raise CommandError("Say --name and --url too.")
        if not is_safe_address(options["url"]):
            raise CommandError("The address must use https, except on this machine.")
        where = {"name": options["name"], "url": options["url"], "is_on": True}
        LogService.objects.update_or_create(code=code, defaults=where)
        self.stdout.write(f"{options['name']} can be asked from now on.")
