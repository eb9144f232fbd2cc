"""The tables of content."""

from ingang.services.content.models.around import FormerAddress, Opinion
from ingang.services.content.models.articles import Article, ContentLanguage, ContentRoot
from ingang.services.content.models.media import Picture, PictureRendition, Recording
from ingang.services.content.models.regional import RegionalAddition, RegionHome, RegionPage
from ingang.services.content.models.reviewing import ReviewTask
from ingang.services.content.models.signed import Signed

__all__ = [
    "Article",
    "ContentLanguage",
    "ContentRoot",
    "FormerAddress",
    "Opinion",
    "Picture",
    "PictureRendition",
    "Recording",
    "RegionHome",
    "RegionPage",
    "RegionalAddition",
    "ReviewTask",
    "Signed",
]
