"""`ingang tell-index`: tell the engagement index what was stored before it was configured, while the portal runs."""

import time
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ingang.connectors.engagement_index.client import EngagementIndex
from ingang.connectors.errors import ConnectorError
from ingang.foundation.access.actions import open_job
from ingang.foundation.systems.engagement_index import the_index
from ingang.kernel.grant import Grant
from ingang.services.engagements import stored, taking_back
from ingang.services.engagements.models import Walk
from ingang.services.engagements.rules import WORDS
from ingang.services.engagements.service import CLINICAL

JOB = "engagements.tell"
REFUSED = "The index does not take what it is told. Nothing is lost: the worker tries again. Run this again later."


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How many persons in a piece, told before the next, and how many seconds of rest after it."""

    persons: int
    pause: float


class Command(BaseCommand):
    """Tells how far it has come. Killed, it goes on where it was; run again, it changes nothing that is right."""

    help = "Tell the engagement index what is stored here, and with --gone take back what is here no longer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, and tell nothing")
        parser.add_argument("--anew", action="store_true", help="begin with the first person, also after a halt")
        parser.add_argument("--gone", action="store_true", help="take back what the index says of us that is gone")
        parser.add_argument("--persons", type=int, default=100, metavar="COUNT", help="persons in a piece (100)")
        parser.add_argument("--pause", type=float, default=0.2, metavar="SECONDS", help="rest between pieces (0.2)")

    def handle(self, *, dry_run: bool, anew: bool, gone: bool, **options: Any) -> None:
        index = the_index()
        if index is None:
            raise CommandError("No index is configured: see INGANG_ENGAGEMENT_INDEX_URL.")
        pace = Pace(persons=options["persons"], pause=options["pause"])
        grant = open_job(name=JOB, kinds=(CLINICAL, "work_items.item"), now=timezone.now())
        if gone:
            self._take_back(grant, index, dry_run, pace)
        elif dry_run:
            self._count(grant, pace)
        else:
            self._tell(grant, stored.begin(grant=grant, anew=anew), pace)

    def _count(self, grant: Grant, pace: Pace) -> None:
        walk = Walk()
        while piece := self._next(grant, walk, pace):
            stored.pass_by(walk=walk, piece=piece)
            self._say(f"{walk.persons} persons ...")
        self._sum_up(walk, "would be told")

    def _tell(self, grant: Grant, walk: Walk, pace: Pace) -> None:
        if walk.after:
            self._say(f"Goes on after {walk.persons} persons.")
        is_taken = stored.tell_all_due(grant=grant, now=timezone.now())
        while is_taken and (piece := self._next(grant, walk, pace)):
            stored.mark(grant=grant, walk=walk, piece=piece, now=timezone.now())
            is_taken = stored.tell_all_due(grant=grant, now=timezone.now())
            self._say(f"{walk.persons} persons, {walk.engagements} engagements ...")
            time.sleep(pace.pause)
        if not is_taken:
            raise CommandError(f"Halted after {walk.persons} persons. {REFUSED}")
        stored.end(grant=grant, walk=walk, now=timezone.now())
        self._sum_up(walk, "told")

    def _next(self, grant: Grant, walk: Walk, pace: Pace) -> stored.Piece | None:
        return stored.piece_after(grant=grant, after=walk.after, size=pace.persons, now=timezone.now())

    def _take_back(self, grant: Grant, index: EngagementIndex, dry_run: bool, pace: Pace) -> None:
        ours = gone = 0
        try:
            for domain in sorted({word.domain for word in WORDS.values()}):
                after: str | None = ""
                while after is not None:
                    found = taking_back.look(grant=grant, index=index, domain=domain, after=after, now=timezone.now())
                    if found.gone and not dry_run:
                        taking_back.take_back(grant=grant, index=index, gone=found.gone, now=timezone.now())
                    ours, gone, after = ours + found.ours, gone + len(found.gone), found.following
                    self._say(f"{domain}: {ours} of ours, {gone} gone ...")
                    time.sleep(pace.pause)
        except ConnectorError as error:
            raise CommandError(f"Halted: the index answered {error.code}. Run this again later.") from error
        self._say(f"The index says {ours} engagements of us. Gone and {'to be ' if dry_run else ''}taken back: {gone}.")

    def _sum_up(self, walk: Walk, what: str) -> None:
        self._say(f"Persons with records: {walk.persons}. Engagements {what}: {walk.engagements}.")
        if walk.nameless:
            self._say(f"Persons without a number that is known everywhere, of whom nothing is told: {walk.nameless}.")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
