"""Addresses: residents under min/tider/, staff under personal/tider/."""

from django.urls import path

from ingang.services.booking.views import calendar, holds, staff, times

app_name = "booking"

urlpatterns = [
    path("min/tider/", times.start, name="start"),
    path("min/tider/<uuid:appointment>/", times.appointment, name="appointment"),
    path("min/tider/<uuid:appointment>/kvitto/", times.receipt, name="receipt"),
    path("min/tider/<uuid:appointment>/avboka/", times.cancel, name="cancel"),
    path("min/tider/boka/", calendar.units, name="units"),
    path("min/tider/boka/<str:unit>/", calendar.week, name="calendar"),
    path("min/tider/boka/<str:unit>/<uuid:slot>/", calendar.time, name="time"),
    path("min/tider/haller/<uuid:hold>/", holds.check, name="check"),
    path("min/tider/haller/<uuid:hold>/langre/", holds.extend, name="extend"),
    path("min/tider/haller/<uuid:hold>/slapp/", holds.let_go, name="let_go"),
    path("personal/tider/", staff.desk, name="desk"),
    path("personal/tider/publicera/", staff.publish, name="publish"),
    path("personal/tider/<uuid:slot>/dra-tillbaka/", staff.withdraw, name="withdraw"),
]
