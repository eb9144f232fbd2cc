"""Addresses under logga-in/."""

from django.urls import path

from ingang.services.log_in.views import orders, redirects, sessions, staff, start

app_name = "log_in"

urlpatterns = [
    path("", start.start, name="start"),
    path("personal/", start.staff, name="staff"),
    path("pagar/", orders.order, name="order"),
    path("pagar/lage/", orders.order_state, name="order_state"),
    path("pagar/avbryt/", orders.cancel, name="cancel"),
    path("tillbaka/<str:nonce>/", orders.come_back, name="come_back"),
    path("uppdrag/", staff.choose_assignment, name="choose_assignment"),
    path("inloggningar/", sessions.sessions, name="sessions"),
    path("inloggningar/<uuid:id>/avsluta/", sessions.end_one, name="end_one"),
    path("las/", sessions.lock, name="lock"),
    path("lage/", sessions.state, name="state"),
    path("forlang/", sessions.extend, name="extend"),
    path("ut/", sessions.out, name="out"),
    path("lamna/", sessions.leave, name="leave"),
    path("utloggad/", sessions.logged_out, name="logged_out"),
    path("utloggad-hos-utfardaren/", redirects.ended_at_issuer, name="ended_at_issuer"),
    path("<slug:issuer>/borja/", start.begin, name="begin"),
    path("<slug:issuer>/svar/", redirects.answer, name="answer"),
]
