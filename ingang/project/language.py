"""Which language a page is in: public pages by their address, the others by the reader's choice."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from ingang.ui.cookies import remember

LOGGED_IN = ("/min/", "/personal/", "/redaktor/", "/logga-in/", "/ui/", "/stream/", "/visat/")
"""Addresses without a language before them (architecture section 12), and a link that is opened in any country."""

CHOICE = "sprak"


class LanguageMiddleware(LocaleMiddleware):
    """Public pages: Swedish at /, others under their code. Logged-in pages: the cookie, then what the browser prefers.

    A link from a public page hands its language over with `?sprak=en`, which the cookie then remembers.
    """

    def process_request(self, request: HttpRequest) -> None:
        if not request.path_info.startswith(LOGGED_IN):
            super().process_request(request)
            return
        chosen = request.GET.get(CHOICE, "")
        if chosen in dict(settings.LANGUAGES):
            request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = chosen
        translation.activate(translation.get_language_from_request(request, check_path=False))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response = super().process_response(request, response)
        chosen = request.GET.get(CHOICE, "")
        if request.path_info.startswith(LOGGED_IN) and chosen in dict(settings.LANGUAGES):
            remember(request=request, response=response, name=settings.LANGUAGE_COOKIE_NAME, choice=chosen)
        return response
