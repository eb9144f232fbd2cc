"""What a region decides of its units' offers: filtered, several at once, and each answered for itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from conftest import BJORKBACKEN, staff
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import OfferDecision
from ingang.foundation.regions.errors import NotRegionAdmin
from ingang.services.care_finder.actions.deciding import decide_offer
from ingang.services.care_finder.errors import DecidedMeanwhile, NotAnAdmin, UnitUnknown

pytestmark = pytest.mark.django_db
LogInAs = Callable[..., Client]
OFFERS = "/personal/regionens-utbud/"
WOUND, DOCTOR, GONE = (f"{BJORKBACKEN}/{code}/0" for code in ("wound", "doctor", "gone"))


def test_a_region_decides_for_several_and_reads_what_was_done(catalogue: None, log_in_as: LogInAs) -> None:
    yusuf = log_in_as("yusuf")

    before = yusuf.get(OFFERS, {"sok": "såromläggning", "laget": "open", "typ": "vardcentral"}).content.decode()
    first = yusuf.post(OFFERS, {"offers": [WOUND, DOCTOR], "choice": "out", "reason": "Nytt avtal"})
    second = yusuf.post(OFFERS, {"offers": [WOUND, GONE], "choice": "in"})
    after = [yusuf.get(OFFERS, {"laget": one, "sok": "björkbacken"}).content.decode() for one in ("out", "open", "in")]

    assert WOUND in before
    assert ("2 saker är bestämda" in first.content.decode(), first.status_code) == (True, 200)
    assert second.status_code == 409
    assert "En kollega har just bestämt" in second.content.decode()
    assert ["Såromläggning" in one for one in after] == [True, False, False]
    assert "Nytt avtal" in after[0]
    assert "Såromläggning" not in Client().get(f"/hitta-vard/{BJORKBACKEN}/").content.decode()
    assert AuditEvent.objects.filter(event="care_finder.offer_decided").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"offers": []}, {"offers": ["x"]}, {"offers": [f"{BJORKBACKEN}/wound/99999999999"]}, {"offers": ["\0/a/1"]},
        {"choice": ""}, {"choice": "perhaps"}, {"reason": "x" * 301}, {"reason": "\0"},
    ],
)  # fmt: skip
def test_a_decision_with_errors_decides_nothing(catalogue: None, log_in_as: LogInAs, wrong: dict[str, Any]) -> None:
    answer = log_in_as("yusuf").post(OFFERS, {"offers": [WOUND], "choice": "out"} | wrong)

    assert answer.status_code == 400
    assert OfferDecision.objects.count() == 0


def test_only_the_units_own_region_decides(catalogue: None, now: datetime) -> None:
    said: dict[str, Any] = {"unit": BJORKBACKEN, "is_included": False, "reason": "", "seen": 0, "now": now}
    with pytest.raises(NotRegionAdmin):
        decide_offer(actor=staff("sara"), code="wound", **said)
    with pytest.raises(NotAnAdmin):
        decide_offer(actor=replace(staff("yusuf"), region="25"), code="wound", **said)
    with pytest.raises(UnitUnknown):
        decide_offer(actor=staff("yusuf"), code="nothing", **said)
    with pytest.raises(DecidedMeanwhile):
        decide_offer(actor=staff("yusuf"), code="wound", **(said | {"seen": 3}))
