"""The staff's addresses, put together with the residents' in urls.py."""

from django.urls import path

from ingang.kernel.grant import Ground
from ingang.services.journal.views.staff import consents, finding, grounds, lifting, reading, streams
from ingang.services.journal.views.staff.parts import Side

FOLDERS = {Side.OWN: "egen", Side.OTHERS: "andra"}

pages = [
    path("", finding.find, name="find"),
    path("havning/<uuid:item>/", lifting.lift, name="lift"),
    path("<person:person>/", finding.patient, name="patient"),
    path("<person:person>/samtycke/", consents.consents, name="consents"),
    path("<person:person>/grund/", grounds.ground, name="ground"),
    path("<person:person>/grund/samtycke/", grounds.consent, name="register_consent"),
    path("<person:person>/grund/barn/", grounds.without_consent, {"why": Ground.CHILD_WITHOUT_CONSENT}, name="child"),
    path("<person:person>/grund/nod/", grounds.without_consent, {"why": Ground.EMERGENCY}, name="emergency"),
    path("<person:person>/grund/beslutsformaga/", grounds.incapacity, name="incapacity"),
    path("<person:person>/andra/begar/", reading.ask, {"side": Side.OTHERS}, name="ask_to_lift"),
]
for side, folder in FOLDERS.items():
    one = {"side": side}
    pages += [
        path(f"<person:person>/{folder}/", reading.journal, one, name=str(side)),
        path(f"<person:person>/{folder}/kommer/", streams.arriving, one, name=f"{side}_arriving"),
        path(f"<person:person>/{folder}/<uuid:id>/", reading.entry, one, name=f"{side}_entry"),
        path(f"<person:person>/{folder}/<uuid:id>/varden/", reading.values, one, name=f"{side}_values"),
    ]

answers = [
    path(f"<person:person>/{folder}/", streams.answers, {"side": side}, name=f"{side}_answers")
    for side, folder in FOLDERS.items()
]
