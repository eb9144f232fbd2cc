"""The staff's addresses, mounted under personal/."""

from django.urls import path

from ingang.services.care_finder.views import deciding, editing, functions, keeping, offers, referring

app_name = "care_finder_staff"

urlpatterns = [
    path("kontaktsida/", editing.overview, name="own"),
    path("kontaktsida/andra/", editing.page, name="edit"),
    path("kontaktsida/forhandsvisning/", editing.preview, name="preview"),
    path("kontaktsida/historik/", editing.history, name="history"),
    path("kontaktsida/historik/angra/", editing.undo, name="undo_change"),
    path("kontaktsida/funktioner/", functions.overview, name="functions"),
    path("kontaktsida/funktioner/<slug:function>/bort/", functions.remove, name="remove_function"),
    path("kontaktsida/utbud/nytt/", offers.new, name="new_offer"),
    path("kontaktsida/utbud/<slug:code>/", offers.change, name="offer"),
    path("kontaktsida/utbud/<slug:code>/avsluta/", offers.end, name="end_offer"),
    path("kontaktsida/fel/<uuid:item>/", editing.answer, name="answer"),
    path("utbud/", keeping.imports, name="imports"),
    path("utbud/fraga/", keeping.ask, name="ask"),
    path("utbud/<uuid:run>/", keeping.run, name="run"),
    path("utbud/<uuid:run>/angra/", keeping.undo, name="undo"),
    path("remisser/", referring.referrals, name="referrals"),
    path("regionens-utbud/", deciding.offers, name="offers"),
]
