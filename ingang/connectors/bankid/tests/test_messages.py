"""What a person is told, for every hint code and every error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.connectors.bankid import errors, messages
from ingang.connectors.bankid.messages import HINT_CODES, Act, Start, message
from ingang.connectors.bankid.orders import Collected, Completion, Device, Status, User


def told(status: Status, hint_code: str | None, *, act: Act = Act.LOG_IN, start: Start = Start.QR) -> str:
    collected = Collected(order_ref="o", status=status, hint_code=hint_code)
    return message(collected=collected, act=act, start=start)


@pytest.mark.parametrize(
    ("hint_code", "act", "start", "expected"),
    [
        ("outstandingTransaction", Act.LOG_IN, Start.SAME_DEVICE, messages.STARTING_APP),
        ("outstandingTransaction", Act.LOG_IN, Start.QR, messages.OPEN_APP_AND_SCAN),
        ("outstandingTransaction", Act.LOG_IN, Start.PHONE_CALL, messages.OPEN_APP),
        ("noClient", Act.LOG_IN, Start.PHONE_CALL, messages.OPEN_APP),
        ("started", Act.LOG_IN, Start.SAME_DEVICE, messages.LOOKING_FOR_ID),
        ("started", Act.LOG_IN, Start.QR, messages.LOOKING_FOR_ID_ELSEWHERE),
        ("userMrtd", Act.LOG_IN, Start.QR, messages.READ_TRAVEL_DOCUMENT),
        ("userCallConfirm", Act.LOG_IN, Start.PHONE_CALL, messages.CONFIRM_CALL),
        ("userSign", Act.LOG_IN, Start.QR, messages.ENTER_CODE_TO_LOG_IN),
        ("userSign", Act.SIGN, Start.QR, messages.ENTER_CODE_TO_SIGN),
        ("inventedLater", Act.LOG_IN, Start.QR, messages.LOG_IN_UNDER_WAY),
        ("inventedLater", Act.SIGN, Start.QR, messages.SIGNATURE_UNDER_WAY),
        (None, Act.LOG_IN, Start.QR, messages.LOG_IN_UNDER_WAY),
    ],
)
def test_a_pending_order_tells_what_to_do_now(hint_code: str | None, act: Act, start: Start, expected: str) -> None:
    assert told(Status.PENDING, hint_code, act=act, start=start) == expected


@pytest.mark.parametrize(
    ("hint_code", "start", "expected"),
    [
        ("expiredTransaction", Start.QR, messages.TOO_LATE),
        ("certificateErr", Start.QR, messages.ID_CANNOT_BE_USED),
        ("userCancel", Start.QR, messages.YOU_CANCELLED),
        ("cancelled", Start.QR, messages.CANCELLED),
        ("startFailed", Start.QR, messages.QR_NOT_SCANNED),
        ("startFailed", Start.SAME_DEVICE, messages.APP_NOT_FOUND),
        ("userDeclinedCall", Start.PHONE_CALL, messages.YOU_DECLINED_CALL),
        ("notSupportedByUserApp", Start.QR, messages.APP_TOO_OLD),
        ("transactionRiskBlocked", Start.QR, messages.RISK_TOO_HIGH),
        ("inventedLater", Start.QR, messages.UNKNOWN_FAILURE),
        (None, Start.QR, messages.UNKNOWN_FAILURE),
    ],
)
def test_a_failed_order_tells_what_happened(hint_code: str | None, start: Start, expected: str) -> None:
    assert told(Status.FAILED, hint_code, start=start) == expected


def test_every_known_hint_code_has_words_of_its_own() -> None:
    generic = {messages.UNKNOWN_FAILURE, messages.LOG_IN_UNDER_WAY}

    unspoken = [hint for hint in HINT_CODES if {told(Status.PENDING, hint), told(Status.FAILED, hint)} == generic]

    assert unspoken == []


@given(hint_code=st.text(), status=st.sampled_from([Status.PENDING, Status.FAILED]))
def test_any_hint_code_gives_a_sentence(hint_code: str, status: Status) -> None:
    assert told(status, hint_code).endswith(".")


def test_a_complete_order_has_no_message() -> None:
    completion = Completion(
        user=User(personal_number="194308219817", name="A E", given_name="A", surname="E"),
        device=Device(ip_address="::1"),
        bank_id_issue_date="2024-05-01",
        signature="",
        ocsp_response="",
    )
    collected = Collected(order_ref="o", status=Status.COMPLETE, completion_data=completion)

    with pytest.raises(ValueError, match="no message"):
        message(collected=collected, act=Act.LOG_IN, start=Start.QR)


def _tree(kind: type[errors.BankIDError]) -> list[type[errors.BankIDError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in _tree(child))]


def test_every_error_has_a_code_of_its_own_and_a_sentence() -> None:
    tree = _tree(errors.BankIDError)

    assert len({kind.code for kind in tree}) == len(tree)
    assert all(kind.sentence.endswith(".") for kind in tree)
    assert all(kind.__name__ in (errors.__doc__ or "") for kind in tree)
