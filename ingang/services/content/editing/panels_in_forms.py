"""What stands beside the words in the editor's form: whether they are signed, and how easy they are to read."""

from typing import Any

from wagtail.admin.panels import Panel

from ingang.services.content.editing.groups import names_of_accounts


class StandingPanel(Panel):
    """Whether what stands here is signed, who has written since, and who published in haste."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/editing/standing.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            found: dict[str, Any] = super().get_context_data(parent_context)
            writers = self.instance.writers
            mine = getattr(self.request, "user", None)
            return found | {
                "editor": getattr(mine, "hsa_id", ""),
                "text": self.instance,
                "writers": names_of_accounts(hsa_ids=writers),
                "is_mine": getattr(mine, "hsa_id", "") in writers,
            }


class PlainPanel(Panel):
    """How easy the draft that was saved last is to read, with each thing pointed out where it stands."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/editing/plain.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.reading_bar)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            found: dict[str, Any] = super().get_context_data(parent_context)
            measure, bar = self.instance.measured(), self.instance.reading_bar
            return found | {"measure": measure, "bar": bar, "is_above": measure.lix >= bar}
