"""The default brand: Ingång, a door with the light on."""

from django.utils.translation import gettext_noop

from ingang.ui.brands.pack import Brand

NEUTRAL = Brand(
    code="neutral",
    name="Ingång",
    owner=gettext_noop("The open entrance project"),
    manufacturer=gettext_noop("Open software, made available without warranty"),
    stylesheet="ui/brands/neutral.css",
    mark="ui/brands/neutral_mark.html",
    favicon="ui/brands/neutral.svg",
    theme_light="#fbf8f2",
    theme_dark="#121918",
)
