"""Whoever runs a unit, and whether it is met at a place or at a distance, changes no order (corrections 4)."""

from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.care_units.catalogue import Listed, ListedOffer
from ingang.foundation.care_units.models import CareUnit, Offer, UnitPage
from ingang.foundation.care_units.offering import OfferState
from ingang.foundation.search.ranking import Passage, Weigher, score
from ingang.foundation.search.reading import read
from ingang.foundation.search.spelling import Vocabulary
from ingang.services.care_finder.entries import entry_of

GIVERS = st.sampled_from(["SE0000000010-G001", "SE0000000020-G001", "SE0000000099-G001"])
OWNERSHIPS = st.sampled_from(["Region", "Privat", "Kommun", ""])
NAMES = st.sampled_from(["Björkbackens vårdcentral", "Digitala vården", "Hudmottagningen Solgläntan"])
KINDS = st.sampled_from(["vardcentral", "hudmottagning", "psykiatri"])
WORDS = st.sampled_from(["vårdcentral", "hud solna", "björkbacken", "läkare på nätet", "privat vård", "region"])


def entry(name: str, kind: str, *, giver: str, ownership: str, is_digital: bool) -> object:
    unit = CareUnit(
        hsa_id="SE0000000010-U500", name=name, care_giver=giver, region="01", municipality="0184", kind=kind,
        city="Solna", street="Gatan 1",
    )  # fmt: skip
    page = UnitPage(
        unit=unit.hsa_id, ownership=ownership, is_digital=is_digital, north=None if is_digital else 6_585_000,
        east=None if is_digital else 670_000, languages=["sv"],
    )  # fmt: skip
    offer = ListedOffer(
        offer=Offer(unit=unit.hsa_id, code="a", title_sv="Besök hos läkare", ways=["visit", "video"]),
        state=OfferState.ACTIVE,
        is_paid=True,
    )
    one = Listed(unit=unit, page=page, missing=(), offers=(offer,))
    return entry_of(one=one, page=page, on_the_web=(), drop_in=())


@given(
    name=NAMES, kind=KINDS, first=GIVERS, second=GIVERS, owned=OWNERSHIPS, also=OWNERSHIPS, near=st.booleans(),
    far=st.booleans(), words=WORDS,
)  # fmt: skip
def test_another_care_giver_ownership_or_way_to_meet_gives_the_same_place_in_the_order(
    name: str, kind: str, first: str, second: str, owned: str, also: str, near: bool, far: bool, words: str
) -> None:
    one = entry(name, kind, giver=first, ownership=owned, is_digital=near)
    other = entry(name, kind, giver=second, ownership=also, is_digital=far)

    assert one == other
    vocabulary = Vocabulary(one.written())  # type: ignore[attr-defined]
    weigher = Weigher(read(words, vocabulary=vocabulary).terms)
    scores = [
        score(weigher.reasons([Passage(*row) for row in each.columns["passages"]]))  # type: ignore[attr-defined]
        for each in (one, other)
    ]
    assert scores[0] == scores[1]
