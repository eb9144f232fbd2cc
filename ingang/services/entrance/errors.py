"""What can go wrong with a banner.

BannerError
├── BannerUnknown     there is no such banner, or it is another region's
├── NotBannerEditor   the assignment does not carry the role, or its care giver answers for no region
├── BannerChanged     somebody else has changed the draft, or confirmed it, since it was read
├── BannerOver        it has ended already, or would end before it is shown
└── BannerNotDraft    what everybody has read is not changed: another one replaces it
"""

from ingang.kernel.errors import Conflict, IngangError, NotFound, Refused
from ingang.kernel.words import marked


class BannerError(IngangError):
    """Nothing was done with the banner."""

    code = "entrance"


class BannerUnknown(BannerError, NotFound):
    """There is no such banner, or it is another region's."""

    code = "entrance.banner_unknown"


class NotBannerEditor(BannerError, Refused):
    """The assignment does not carry the role, or its care giver answers for no region."""

    code = "entrance.not_banner_editor"
    sentence = marked("Only those who answer for banners can do this. Choose another assignment.")


class BannerChanged(BannerError, Conflict):
    """Somebody else has changed the draft, or confirmed it, since it was read."""

    code = "entrance.banner_changed"
    sentence = marked("Somebody else has just changed this banner. Look at how it is now.")


class BannerOver(BannerError, Conflict):
    """It has ended already, or would end before it is shown."""

    code = "entrance.banner_over"
    sentence = marked("This banner has ended, or its end has passed. Choose a later end.")


class BannerNotDraft(BannerError, Conflict):
    """What everybody has read is not changed: another one replaces it."""

    code = "entrance.banner_not_draft"
    sentence = marked("This banner is shown already. Write a new one that replaces it.")
