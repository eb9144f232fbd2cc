"""The tables of content."""

from ingang.services.content.models.around import FormerAddress, Opinion, OpinionState
from ingang.services.content.models.articles import Article, ContentLanguage, ContentRoot
from ingang.services.content.models.media import Picture, PictureRendition, Recording
from ingang.services.content.models.regional import RegionalAddition, RegionHome, RegionPage
from ingang.services.content.models.reminding import Reminding
from ingang.services.content.models.reviewing import ReviewTask
from ingang.services.content.models.signed import Signed

__all__ = [
    "Article",
    "ContentLanguage",
    "ContentRoot",
    "FormerAddress",
    "Opinion",
    "OpinionState",
    "Picture",
    "PictureRendition",
    "Recording",
    "RegionHome",
    "RegionPage",
    "RegionalAddition",
    "Reminding",
    "ReviewTask",
    "Signed",
]
