"""The staff's addresses, mounted under personal/."""

from django.urls import path

from ingang.services.care_finder.views import editing, keeping, referring

app_name = "care_finder_staff"

urlpatterns = [
    path("kontaktsida/", editing.page, name="edit"),
    path("kontaktsida/funktioner/", editing.functions, name="functions"),
    path("kontaktsida/funktioner/<slug:function>/bort/", editing.remove, name="remove_function"),
    path("kontaktsida/fel/<uuid:item>/", editing.answer, name="answer"),
    path("utbud/", keeping.imports, name="imports"),
    path("utbud/fraga/", keeping.ask, name="ask"),
    path("utbud/<uuid:run>/", keeping.run, name="run"),
    path("utbud/<uuid:run>/angra/", keeping.undo, name="undo"),
    path("remisser/", referring.referrals, name="referrals"),
    path("regionens-utbud/", keeping.offers, name="offers"),
]
