"""Addresses: residents under min/ombud/, staff under personal/vardnadshavare/."""

from django.urls import path

from ingang.services.acting_for_others.views import acting, mandates, mine, staff

app_name = "acting_for_others"

urlpatterns = [
    path("min/ombud/", acting.start, name="start"),
    path("min/ombud/borja/", acting.begin, name="begin"),
    path("min/ombud/sluta/", acting.leave, name="leave"),
    path("min/ombud/mina/", mine.representatives, name="mine"),
    path("min/ombud/handelser/", mine.events, name="events"),
    path("min/ombud/fullmakt/", mandates.ask, name="ask"),
    path("min/ombud/fullmakt/<uuid:mandate>/", mandates.narrow, name="narrow"),
    path("min/ombud/fullmakt/<uuid:mandate>/avsluta/", mandates.revoke, name="revoke"),
    path("min/ombud/fraga/<uuid:offer>/", mandates.answer, name="answer"),
    path("min/ombud/fraga/<uuid:offer>/ta-tillbaka/", mandates.withdraw, name="withdraw"),
    path("personal/vardnadshavare/", staff.find, name="desk"),
    path("personal/vardnadshavare/<uuid:person>/", staff.child, name="child"),
    path("personal/vardnadshavare/<uuid:person>/blockera/", staff.block, name="block"),
    path("personal/vardnadshavare/<uuid:person>/hav/", staff.lift, name="lift"),
    path("personal/vardnadshavare/<uuid:person>/besluta/", staff.decide, name="decide"),
]
