"""Links between services by name: an address, or nothing where the service is not to be had."""

from datetime import date

from django.urls import NoReverseMatch, reverse

from ingang.foundation.regions.queries import is_on
from ingang.kernel.registry import current


def link(name: str, view: str, /, *, region: str, on: date, **arguments: object) -> str | None:
    """The address of a service's page, as in link("booking", "start", region="01", on=today, unit=unit).

    None where the service is not part of this installation, or the region has it off that day. A page that the
    service does not have is a mistake of the code and is not hidden.
    """
    service = next((one for one in current().services if one.name == name), None)
    if service is None or (service.switch and not is_on(region=region, code=service.switch, on=on)):
        return None
    return reverse(f"{name}:{view}", kwargs=arguments)


def address(name: str, /, **query: str) -> str | None:
    """The address of a page by its whole name, as in address("search:start", sok="feber"), whoever has mounted it.

    None where no service of this installation has it. A page that needs arguments is asked for by `link`.
    """
    try:
        return str(reverse(name, query=query or None))
    except NoReverseMatch:
        return None
