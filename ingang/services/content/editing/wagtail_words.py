"""What an editor meets in Wagtail that its own Swedish catalogue lacks, or says in other words than ours.

Django reads our catalogue first.
"""

from ingang.kernel.words import marked

ALSO_IN_SWEDISH = (
    marked("Saved"),
    marked("Autosave is paused"),
    marked("Autosave is <span>paused</span>"),
    marked("You saved a new version in another window"),
    marked("%(user_name)s saved a new version"),
    marked("View latest version"),
    marked("%(user_name)s has unsaved changes"),
    marked("Currently idle"),
    marked("Currently viewing"),
    marked("One other user is currently viewing"),
    marked("Proceeding will overwrite the changes you made in that window."),
    marked("Proceeding will overwrite the changes made by %(user_name)s."),
    marked("Alternatively, you can view the latest version in a new tab."),
    marked("Saving will overwrite a newer version."),
    marked("A network error occurred"),
    marked("The page could not be saved as it is locked."),
    marked("There are validation errors, click save to highlight them."),
    marked("Choose when this %(model_name)s should go live and/or expire"),
    marked("Anyone with editing permissions can create schedules"),
    marked("But only those with publishing permissions can make them effective."),
    marked("Go-live:"),
    marked("Expiry:"),
    marked("Once scheduled:"),
    marked("Minimap"),
    marked("Side panels"),
    marked("Side panel width"),
    marked("Show issue"),
    marked("Refresh"),
    marked("Refreshing…"),
    marked("%(model_name)s '%(object)s' has been submitted for moderation."),
    marked("%(model_name)s '%(object)s' created and submitted for moderation."),
    marked("%(model_name)s '%(object)s' updated and published."),
    marked("%(model_name)s '%(object)s' created and published."),
    marked("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    marked("Placeholder title"),
    marked("Date updated"),
    marked("Compare"),
    marked("Promote"),
)
