"""Claims are read by configuration, and nothing is guessed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.connectors.oidc.claims import STAFF, Attributes, ClaimMap, map_claims
from ingang.connectors.oidc.errors import AttributeMissing

RESIDENT: Mapping[str, Any] = {
    "personalIdentityNumber": "194308219817",
    "given_name": "Alva",
    "family_name": "Ek",
    "acr": "loa3",
}
NURSE: Mapping[str, Any] = {
    "employeeHsaId": "SE2321000016-2001",
    "commissionHsaId": "SE2321000016-3001",
    "commissionPurpose": "Vård och behandling",
    "healthCareUnitHsaId": "SE2321000016-1001",
    "healthCareUnitName": ["Ekens vårdcentral"],
    "paTitleCode": ["206010", "200000"],
    "healthcareProfessionalLicense": "SJ",
}

JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def read(claims: Mapping[str, Any], claim_map: ClaimMap) -> Attributes:
    return map_claims(claims=claims, claim_map=claim_map)


def test_a_resident_is_read_by_the_usual_names() -> None:
    told = read(RESIDENT, ClaimMap())

    assert (told.person_number, told.given_name, told.family_name, told.level) == (
        "194308219817",
        "Alva",
        "Ek",
        "loa3",
    )


def test_another_issuer_may_name_its_claims_as_it_likes() -> None:
    name = "https://id.example/claims/ssn.number"

    told = read({**RESIDENT, name: "197208222385"}, ClaimMap(person_number=name))

    assert told.person_number == "197208222385"


def test_a_chosen_assignment_is_among_the_assignments_even_where_none_are_listed() -> None:
    told = read(NURSE, STAFF)

    assert told.chosen is not None
    assert told.commissions == (told.chosen,)
    assert told.chosen.unit_name == "Ekens vårdcentral"


def test_a_chosen_assignment_is_not_told_twice() -> None:
    chosen = {name: value for name, value in NURSE.items() if name.startswith(("commission", "healthCare"))}
    other = {**chosen, "commissionHsaId": "SE2321000016-3002"}

    told = read({**NURSE, "allCommissions": [other, chosen]}, STAFF)

    assert [one.commission_hsa_id[-1] for one in told.commissions] == ["2", "1"]


@pytest.mark.parametrize(("listed", "is_told"), [([], True), (None, False), ("text", False)])
def test_an_empty_list_of_assignments_differs_from_none_told(listed: Any, is_told: bool) -> None:
    told = read({"employeeHsaId": "SE2321000016-2001", "allCommissions": listed}, STAFF)

    assert (told.has_commission_list, told.commissions) == (is_told, ())


def test_one_value_and_many_are_both_read_as_many() -> None:
    told = read(NURSE, STAFF)

    assert (told.title_codes, told.licences) == (("206010", "200000"), ("SJ",))


@pytest.mark.parametrize("value", [None, "", [], "missing"])
def test_a_required_claim_that_is_missing_is_named(value: Any) -> None:
    claims = {**RESIDENT, "personalIdentityNumber": value}
    if value == "missing":
        del claims["personalIdentityNumber"]

    with pytest.raises(AttributeMissing) as caught:
        read(claims, ClaimMap())

    assert caught.value.values["claim"] == "personalIdentityNumber"


@pytest.mark.parametrize("value", [["194308219817", "197208222385"], 194308219817, {"number": "1"}, True])
def test_a_required_claim_with_two_values_or_no_text_counts_as_missing(value: Any) -> None:
    with pytest.raises(AttributeMissing):
        read({**RESIDENT, "personalIdentityNumber": value}, ClaimMap())


@pytest.mark.parametrize("listed", ["text", 5, [None, "text", {}, {"commissionHsaId": 5}], {"commissionHsaId": "x"}])
def test_assignments_out_of_shape_are_left_out(listed: Any) -> None:
    told = read({"employeeHsaId": "SE2321000016-2001", "allCommissions": listed}, STAFF)

    assert (told.commissions, told.chosen) == ((), None)


@given(claims=st.dictionaries(st.sampled_from([*RESIDENT, *NURSE, "allCommissions"]), JSON))
def test_whatever_an_issuer_says_is_read_or_left_out(claims: dict[str, Any]) -> None:
    told = read(claims, replace(STAFF, required=()))

    assert isinstance(told.employee_hsa_id, str)
    assert all(isinstance(code, str) for code in told.title_codes)


def test_who_it_is_does_not_show_in_logs() -> None:
    assert "194308219817" not in repr(read(RESIDENT, ClaimMap()))
