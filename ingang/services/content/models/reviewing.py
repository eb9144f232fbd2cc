"""The tasks of a review: who may do each, by the role in the assignment, and the expert's signature."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from ingang.foundation.audit.actions import record
from ingang.foundation.personal.models import ClassifiedModel
from ingang.kernel.periods import local_date
from ingang.services.content.editing.groups import may_act, name_of
from ingang.services.content.roles import CONTENT_EDITOR, CONTENT_EXPERT, CONTENT_LANGUAGE, CONTENT_PUBLISHER

ROLES = [
    (CONTENT_EDITOR, _("Editor")),
    (CONTENT_EXPERT, _("Expert")),
    (CONTENT_LANGUAGE, _("Language reviewer")),
    (CONTENT_PUBLISHER, _("Publisher")),
]


class ReviewTask(Task, ClassifiedModel):  # type: ignore[django-manager-missing]
    """One step of a review, done by whoever has the role in the text's own region, or nationally for a national one."""

    role = models.CharField(_("Role"), max_length=40, choices=ROLES)

    plain_fields = frozenset({"task_ptr", "role"})
    admin_form_fields: ClassVar[list[str]] = [*Task.admin_form_fields, "role"]
    admin_form_readonly_on_edit_fields: ClassVar[list[str]] = [*Task.admin_form_readonly_on_edit_fields, "role"]

    class Meta:
        verbose_name = _("Step of a review")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Whoever may do the step may look at the text in the editor."""
        return may_act(user=user, role=self.role, text=obj)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """While the step is being done, nobody else changes the words under review."""
        return not may_act(user=user, role=self.role, text=obj)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Sending it back always takes words; an expert's approval is her signature, and not on words of her own."""
        if not may_act(user=user, role=self.role, text=obj):
            return []
        back = ("reject", _("Send back with what must be changed"), True)
        if self.role != CONTENT_EXPERT:
            return [back, ("approve", _("Approve"), False)]
        if user.hsa_id in getattr(obj, "specific", obj).get_latest_revision_as_object().writers:
            return [back]
        return [back, ("approve", _("Sign the text"), False)]

    def get_task_states_user_can_moderate(self, user: Any, **options: Any) -> Any:
        """The texts that wait for this step, and for her."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        mine = [
            one.pk
            for one in waiting.select_related("revision")
            if may_act(user=user, role=self.role, text=one.revision.as_object())
        ]
        return waiting.filter(pk__in=mine)

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **options: Any) -> None:
        """An expert who approves signs the words of the revision that she looked at."""
        if action_name == "approve" and self.role == CONTENT_EXPERT:
            task_state.revision = _signed(task_state.revision, user)
            task_state.save(update_fields=["revision"])
            details = {"page": str(task_state.revision.object_id), "revision": str(task_state.revision.pk)}
            record(event="content.signed", actor=user.actor, now=timezone.now(), details=details)
        super().on_action(task_state, user, action_name, **options)

    @classmethod
    def get_description(cls) -> Any:
        """What editors are told when a review is put together."""
        return _("Whoever has the role, in the region of the text, does this step.")


def _signed(revision: Any, user: Any) -> Any:
    """The same words, signed, as a revision of its own: the history shows the signature."""
    text = revision.as_object()
    name, title = name_of(user=user)
    text.sign(name=name, title=title, on=local_date(timezone.now()), by=user.hsa_id)
    # Somebody has reviewed it now, so its page says no longer that nobody has.
    text.is_demonstration = False
    return text.save_revision(user=user, log_action=True, clean=False)
