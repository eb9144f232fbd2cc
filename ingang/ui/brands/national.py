"""The national brand, for those whom a region's decision entitles to it. In text only, without logotype."""

from django.utils.translation import gettext_noop

from ingang.ui.brands.pack import Brand

NATIONAL = Brand(
    code="1177",
    name="1177",
    owner=gettext_noop("Sweden's regions"),
    manufacturer=gettext_noop("Open software, made available without warranty"),
    stylesheet="ui/brands/1177.css",
    mark="",
    favicon="ui/brands/1177.svg",
    theme_light="#fdf9f6",
    theme_dark="#1a1516",
    needs_decision=True,
)
