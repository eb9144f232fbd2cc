"""Addresses of acting for others: under min/ombud/ for residents."""

from django.urls import path

from ingang.services.acting_for_others.views import acting, mine

app_name = "acting_for_others"

urlpatterns = [
    path("min/ombud/", acting.start, name="start"),
    path("min/ombud/borja/", acting.begin, name="begin"),
    path("min/ombud/sluta/", acting.leave, name="leave"),
    path("min/ombud/mina/", mine.representatives, name="mine"),
    path("min/ombud/handelser/", mine.events, name="events"),
]
