"""The index's notifications: ProcessNotification 1.0, as SOAP behind mutual TLS."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ingang.connectors.engagement_index.messages import MOST_AT_ONCE, notification_answer
from ingang.connectors.engagement_index.messages import notified as read_notification
from ingang.connectors.rivta.envelope import opened
from ingang.connectors.rivta.errors import RivtaError
from ingang.foundation.access.doors import certified
from ingang.foundation.systems.engagement_index import caller
from ingang.services.engagements.actions import take_notification

MOST_BYTES = 2_000_000
XML = "text/xml; charset=utf-8"


@certified(caller=caller)
@require_POST
def notified(request: HttpRequest, rest: str) -> HttpResponse:
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return _answer(is_taken=False, status=413)
    try:
        _, message = opened(answer=body, status=200)
        changes = read_notification(body=message)
    except RivtaError:
        return _answer(is_taken=False, status=400)
    if len(changes) > MOST_AT_ONCE:
        return _answer(is_taken=False, status=413)
    take_notification(engagements=[one.engagement for one in changes], now=timezone.now())
    return _answer(is_taken=True)


def _answer(*, is_taken: bool, status: int = 200) -> HttpResponse:
    return HttpResponse(notification_answer(is_taken=is_taken), status=status, content_type=XML)
