"""Every message of the index keeps to its published schema, and each part of an answer is read."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from ingang.connectors.engagement_index.engagements import Change, Engagement, whom_to_ask
from ingang.connectors.engagement_index.messages import (
    CORE,
    FIND,
    GET_UPDATES,
    NOTIFY,
    UPDATE,
    check_updated,
    find_question,
    found,
    notification_answer,
    notified,
    responder,
    soap_action,
    update_question,
    updates,
    updates_question,
)
from ingang.connectors.engagement_index.settings import IndexSettings
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.contracts import DIAGNOSIS_2, OBSERVATIONS_1
from ingang.connectors.rivta.envelope import SOAP
from ingang.connectors.tests.schemas import published, published_action

ALVA = "194308219817"
DOMAIN = DIAGNOSIS_2.service_domain
NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
HELD = Engagement(
    resident=ALVA, service_domain=DOMAIN, categorization="dia", logical_address="SE1", source_system="SE1",
    data_controller="000000-0000", most_recent_at=NOON,
)  # fmt: skip


def engagement(*, resident: str = ALVA, domain: str = DOMAIN, address: str = "SE1") -> str:
    return (
        f"<r:engagement><c:registeredResidentIdentification>{resident}</c:registeredResidentIdentification>"
        f"<c:serviceDomain>{domain}</c:serviceDomain><c:categorization>dia</c:categorization>"
        f"<c:logicalAddress>{address}</c:logicalAddress>"
        "<c:businessObjectInstanceIdentifier>NA</c:businessObjectInstanceIdentifier>"
        "<c:clinicalProcessInterestId>NA</c:clinicalProcessInterestId>"
        "<c:mostRecentContent>20260701120000</c:mostRecentContent><c:sourceSystem>SE1</c:sourceSystem>"
        "<c:dataController>000000-0000</c:dataController></r:engagement>"
    )


def message(name: str, inner: str, *, end: str = "Response") -> etree._Element:
    return etree.fromstring(f'<r:{name}{end} xmlns:r="{responder(name)}" xmlns:c="{CORE}">{inner}</r:{name}{end}>')


def transaction(*, gone: str = "false") -> str:
    inner = engagement().replace("r:engagement", "c:engagement")
    return f"<r:engagementTransaction><c:deleteFlag>{gone}</c:deleteFlag>{inner}</r:engagementTransaction>"


@pytest.mark.parametrize("categorization", ["", "dia"])
def test_the_question_who_holds_records_keeps_to_the_contract(categorization: str) -> None:
    asked = find_question(resident=ALVA, service_domain=DOMAIN, categorization=categorization)

    published(FIND, 1).assertValid(asked)


def test_an_update_keeps_to_the_contract() -> None:
    asked = update_question(changes=[Change(engagement=HELD), Change(engagement=HELD, is_gone=True)])

    published(UPDATE, 1).assertValid(asked)
    assert [one.text for one in asked.iter(f"{{{CORE}}}deleteFlag")] == ["false", "true"]
    assert asked.findtext(f".//{{{CORE}}}mostRecentContent") == "20260701120000"


@pytest.mark.parametrize("name", [FIND, UPDATE, GET_UPDATES])
def test_the_action_is_the_published_one(name: str) -> None:
    assert soap_action(name) == published_action(name, 1)


@pytest.mark.parametrize("after", ["", ALVA])
def test_the_question_what_has_changed_keeps_to_the_contract(after: str) -> None:
    asked = updates_question(service_domain=DOMAIN, since=NOON, after=after)

    published(GET_UPDATES, 1).assertValid(asked)


@pytest.mark.parametrize("is_taken", [True, False])
def test_what_we_answer_a_notification_keeps_to_the_contract(is_taken: bool) -> None:
    whole = etree.fromstring(notification_answer(is_taken=is_taken))

    (answer,) = whole.findall(f"{{{SOAP}}}Body/*")
    published(NOTIFY, 1).assertValid(answer)
    assert list(answer.itertext()) == ["OK" if is_taken else "ERROR"]


def test_the_examples_of_these_tests_keep_to_the_contract() -> None:
    page = f"""<r:responseIsComplete>true</r:responseIsComplete><r:registeredResidentEngagement>
    <r:registeredResidentIdentification>{ALVA}</r:registeredResidentIdentification>{engagement()}
    </r:registeredResidentEngagement>"""

    published(FIND, 1).assertValid(message(FIND, engagement()))
    published(GET_UPDATES, 1).assertValid(message(GET_UPDATES, page))
    published(NOTIFY, 1).assertValid(message(NOTIFY, transaction(), end=""))


def test_who_holds_records_is_read() -> None:
    told = found(body=message(FIND, engagement()), resident=ALVA, service_domain=DOMAIN)

    assert told == (HELD,)
    assert ALVA not in repr(told)


def test_an_answer_about_somebody_else_is_no_answer() -> None:
    body = message(FIND, engagement() + engagement(resident="197208222385"))

    with pytest.raises(errors.AnswerGarbled) as caught:
        found(body=body, resident=ALVA, service_domain=DOMAIN)
    assert "1972" not in str(caught.value)


def test_what_was_not_asked_about_is_left_out() -> None:
    body = message(FIND, engagement() + engagement(domain="urn:riv:other"))

    assert len(found(body=body, resident=ALVA, service_domain=DOMAIN)) == 1


@pytest.mark.parametrize("broken", ["resident", "domain", "address"])
def test_a_key_that_is_not_whole_is_no_answer(broken: str) -> None:
    with pytest.raises(errors.AnswerGarbled):
        found(body=message(FIND, engagement(**{broken: ""})), resident=ALVA, service_domain=DOMAIN)


def test_another_answer_is_none() -> None:
    for read in (lambda body: found(body=body, resident=ALVA, service_domain=DOMAIN), lambda body: updates(body=body),
                 lambda body: check_updated(body=body), lambda body: notified(body=body)):  # fmt: skip
        with pytest.raises(errors.AnswerGarbled):
            read(etree.fromstring("<x/>"))


@pytest.mark.parametrize(("code", "is_taken"), [("OK", True), ("INFO", True), ("ERROR", False), ("", False)])
def test_an_update_is_taken_when_the_index_says_so(code: str, is_taken: bool) -> None:
    body = message(UPDATE, f"<r:ResultCode>{code}</r:ResultCode><r:comment>{ALVA}</r:comment>")
    if is_taken:
        assert check_updated(body=body) is None  # type: ignore[func-returns-value]
        return

    with pytest.raises(errors.SourceFailed) as caught:
        check_updated(body=body)
    assert ALVA not in str(caught.value)


def test_changes_come_by_resident_and_say_whether_there_are_more() -> None:
    page = f"""<r:responseIsComplete>{{}}</r:responseIsComplete><r:registeredResidentEngagement>
    <r:registeredResidentIdentification>{ALVA}</r:registeredResidentIdentification>{engagement()}
    </r:registeredResidentEngagement>"""

    told = updates(body=message(GET_UPDATES, page.format("false")))

    assert (told.engagements, told.is_complete, told.last) == ((HELD,), False, ALVA)
    with pytest.raises(errors.AnswerGarbled):
        updates(body=message(GET_UPDATES, page.format("maybe")))


@pytest.mark.parametrize(("gone", "is_gone"), [("true", True), ("1", True), ("false", False)])
def test_a_notification_says_what_is_new_and_what_is_gone(gone: str, is_gone: bool) -> None:
    told = notified(body=message(NOTIFY, transaction(gone=gone), end=""))

    assert told == (Change(engagement=HELD, is_gone=is_gone),)


def test_an_index_that_lies_either_way_hides_no_source_that_is_known() -> None:
    too_much = [HELD, Engagement(**{**vars(HELD), "logical_address": "SE9", "source_system": "SE9"})]
    other_kind = Engagement(**{**vars(HELD), "categorization": "voo", "logical_address": "SE7"})

    def asked(engagements: list[Engagement], *remembered: str) -> tuple[str, ...]:
        return whom_to_ask(
            engagements=engagements, contract=DIAGNOSIS_2, remembered=frozenset(remembered), own=frozenset({"SE0"})
        )

    assert asked(too_much) == ("SE1", "SE9")
    assert asked([HELD], "SE2", "SE1") == ("SE1", "SE2")
    assert asked([], "SE0") == ()
    assert asked([other_kind]) == ()


def test_a_contract_without_words_in_the_index_is_asked_for_by_its_domain() -> None:
    held = Engagement(**{**vars(HELD), "service_domain": OBSERVATIONS_1.service_domain})

    assert whom_to_ask(engagements=[held], contract=OBSERVATIONS_1, remembered=frozenset(), own=frozenset()) == ("SE1",)


def test_the_address_must_be_safe() -> None:
    with pytest.raises(ValueError, match="https"):
        IndexSettings(url="http://index.example/", logical_address="SE1")
