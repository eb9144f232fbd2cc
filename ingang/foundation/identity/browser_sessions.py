"""Browsers' sessions in the database, as Django keeps them; every page reads one, by a question that is prepared."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from ingang.foundation.personal.prepared import Prepared

_SESSION = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now))


class SessionStore(db.SessionStore):
    """What a browser's session holds: the id of its log-in, and the token of its forms."""

    def load(self) -> dict[str, Any]:
        """The session's content; nothing, and no key any more, where it is unknown or past its time."""
        row = _SESSION.first(key=self.session_key, now=timezone.now())
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row.session_data)
