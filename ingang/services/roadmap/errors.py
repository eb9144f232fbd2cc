"""What can go wrong with the roadmap.

RoadmapError
├── Missing            there is no such initiative, meeting, piece of news or document, or it is not published
├── NotEditor          the assignment carries neither role that the change needs
├── NotAsked           the initiative asks nothing of municipalities
├── NoDesk             the assignment has no desk on which the unit's work is seen
├── ChangedMeanwhile   somebody else has changed the same thing since the page was shown
├── NotNext            it can not be published or archived from where it is
└── PlanRefused        the plan breaks a rule; `field` is where it is put right
    ├── EndBeforeStart
    ├── EndBeforeMilestone
    ├── QuarterAfterEnd
    ├── DeliveryMissing
    ├── LawMissing
    ├── ReasonMissing
    └── SlugTaken
"""

from typing import ClassVar

from ingang.kernel.errors import Conflict, IngangError, NotFound, Refused
from ingang.kernel.words import marked
from ingang.services.roadmap.rules import Problem


class RoadmapError(IngangError):
    """The roadmap can not be read or changed so."""

    code = "roadmap"


class Missing(RoadmapError, NotFound):
    """There is no such thing, or it is not published."""

    code = "roadmap_missing"


class NotEditor(RoadmapError, Refused):
    """The assignment does not carry the role."""

    code = "not_roadmap_editor"
    sentence = marked("Only the roadmap's editors, and regions' administrators for their own answers, can do this.")


class NotAsked(RoadmapError, Conflict):
    """The initiative asks nothing of municipalities."""

    code = "roadmap_not_asked"
    sentence = marked("This initiative asks nothing of municipalities.")


class NoDesk(RoadmapError, Refused):
    """The assignment has no desk on which the unit's work is seen."""

    code = "roadmap_no_desk"
    sentence = marked("This assignment has no desk with the unit's work. Choose another assignment.")


class ChangedMeanwhile(RoadmapError, Conflict):
    """Somebody else has changed the same thing since the page was shown."""

    code = "roadmap_changed_meanwhile"
    sentence = marked("A colleague has changed this meanwhile. Your words are kept: compare, and save again if right.")


class NotNext(RoadmapError, Conflict):
    """A draft is published, and what is published is archived; nothing else."""

    code = "roadmap_not_next"
    sentence = marked("It has been published or archived already. Look at the page again.")


class PlanRefused(RoadmapError, Refused):
    """The plan breaks a rule."""

    code = "plan_refused"
    field: ClassVar[str] = ""


class EndBeforeStart(PlanRefused):
    """The planned end comes before the start."""

    code = "end_before_start"
    field = "planned_end"
    sentence = marked("The planned end comes before the start.")


class EndBeforeMilestone(PlanRefused):
    """The planned end comes before the last milestone."""

    code = "end_before_milestone"
    field = "planned_end"
    sentence = marked("The planned end comes before the last milestone. Move the end, or the milestone first.")


class QuarterAfterEnd(PlanRefused):
    """The milestone comes after the planned end."""

    code = "quarter_after_end"
    field = "quarter"
    sentence = marked("The milestone comes after the planned end of the initiative. Move the end first.")


class DeliveryMissing(PlanRefused):
    """What is done was delivered on a day."""

    code = "delivery_missing"
    field = "delivered_on"
    sentence = marked("What is done needs the day on which it was delivered.")


class LawMissing(PlanRefused):
    """What waits for a law says which."""

    code = "law_missing"
    field = "law_sv"
    sentence = marked("What waits for a law must say which law or inquiry, in both languages.")


class ReasonMissing(PlanRefused):
    """A day that changes needs a reason."""

    code = "reason_missing"
    field = "reason_sv"
    sentence = marked("A day has changed. Say why, in both languages: the old day and the reason stay in the history.")


class SlugTaken(PlanRefused):
    """Another page has the address."""

    code = "slug_taken"
    field = "slug"
    sentence = marked("Another page has this address already.")


BY_PROBLEM: dict[Problem, type[PlanRefused]] = {
    Problem.END_BEFORE_START: EndBeforeStart,
    Problem.END_BEFORE_MILESTONE: EndBeforeMilestone,
    Problem.DELIVERY_MISSING: DeliveryMissing,
    Problem.LAW_MISSING: LawMissing,
    Problem.REASON_MISSING: ReasonMissing,
}
