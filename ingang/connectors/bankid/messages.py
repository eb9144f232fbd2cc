"""What to tell the person while an order is under way and when it failed.

The meanings follow the service's numbered recommendations (RFA1-RFA23); the words are ours. Hint codes that
we do not know are tolerated: a pending order is simply under way, a failed one simply went wrong.
"""

from enum import StrEnum

from ingang.connectors.bankid.orders import Collected, Status
from ingang.kernel.words import marked


class Act(StrEnum):
    """What the person is doing."""

    LOG_IN = "log_in"
    SIGN = "sign"


class Start(StrEnum):
    """How the app was started."""

    SAME_DEVICE = "same_device"
    QR = "qr"
    PHONE_CALL = "phone_call"


LOG_IN_UNDER_WAY = marked("Your log-in is under way.")
SIGNATURE_UNDER_WAY = marked("Your signature is under way.")
ENTER_CODE_TO_LOG_IN = marked("Write your security code in the BankID app and choose to identify yourself.")
ENTER_CODE_TO_SIGN = marked("Write your security code in the BankID app and choose to sign.")
OPEN_APP = marked("Open the BankID app.")
OPEN_APP_AND_SCAN = marked("Open the BankID app and scan the QR code.")
STARTING_APP = marked("We are trying to start the BankID app.")
LOOKING_FOR_ID = marked(
    "The app is looking for your BankID. If nothing happens, you may have no BankID on this device: "
    "choose another device, or order a BankID from your bank."
)
LOOKING_FOR_ID_ELSEWHERE = marked(
    "The app is looking for your BankID. If nothing happens, there may be no BankID on that device: "
    "try with another one, or order a BankID from your bank."
)
READ_TRAVEL_DOCUMENT = marked("Read your passport or national identity card with the BankID app.")
CONFIRM_CALL = marked("Answer in the BankID app who made the call.")
TOO_LATE = marked(
    "The BankID app did not answer in time. Check that the app is open and that you have a connection, and try again."
)
ID_CANNOT_BE_USED = marked("Your BankID is blocked or too old. Use another BankID, or order a new one from your bank.")
YOU_CANCELLED = marked("You stopped it in the BankID app. Nothing has been done.")
CANCELLED = marked("The order was stopped because a new one began. Try again.")
APP_NOT_FOUND = marked(
    "The BankID app could not be started on this device. Install the app and order a BankID from your bank, "
    "or use another device."
)
QR_NOT_SCANNED = marked(
    "The QR code was not scanned in time. Open the BankID app and scan the code. "
    "If that fails, see that the app is up to date."
)
YOU_DECLINED_CALL = marked("You answered in the app that the call was not right, so nothing has been done.")
APP_TOO_OLD = marked("Your BankID app cannot do this. Update the app and try again.")
RISK_TOO_HIGH = marked(
    "BankID stopped this because it looked like a fraud attempt. If somebody asked you to log in, "
    "end the call. Otherwise try again, or choose another way."
)
UNKNOWN_FAILURE = marked("Something went wrong with BankID. Try again.")

_FAILED = {
    "expiredTransaction": TOO_LATE,  # RFA8
    "certificateErr": ID_CANNOT_BE_USED,  # RFA16
    "userCancel": YOU_CANCELLED,  # RFA6
    "cancelled": CANCELLED,  # RFA3
    "userDeclinedCall": YOU_DECLINED_CALL,
    "notSupportedByUserApp": APP_TOO_OLD,
    "transactionRiskBlocked": RISK_TOO_HIGH,
}

_PENDING = {
    "userMrtd": READ_TRAVEL_DOCUMENT,  # RFA23
    "userCallConfirm": CONFIRM_CALL,
    "noClient": OPEN_APP,  # RFA1
}

_WAITING_FOR_APP = {
    Start.SAME_DEVICE: STARTING_APP,  # RFA13
    Start.QR: OPEN_APP_AND_SCAN,  # RFA1, and RFA18 as a QR is shown
    Start.PHONE_CALL: OPEN_APP,  # RFA1
}

HINT_CODES = frozenset(
    {*_FAILED, *_PENDING, "startFailed", "outstandingTransaction", "started", "userSign"},
)


def message(*, collected: Collected, act: Act, start: Start) -> str:
    """The message id for an order that is not complete; refuses a complete one: it waits for nothing."""
    if collected.status is Status.COMPLETE:
        raise ValueError("a complete order has no message")
    if collected.status is Status.FAILED:
        return _failed(collected.hint_code, start)
    return _pending(collected.hint_code, act, start)


def _failed(hint_code: str | None, start: Start) -> str:
    if hint_code == "startFailed":  # RFA17, A or B
        return QR_NOT_SCANNED if start is Start.QR else APP_NOT_FOUND
    return _FAILED.get(hint_code or "", UNKNOWN_FAILURE)  # RFA22


def _pending(hint_code: str | None, act: Act, start: Start) -> str:
    under_way = {
        "outstandingTransaction": _WAITING_FOR_APP[start],
        "started": LOOKING_FOR_ID if start is Start.SAME_DEVICE else LOOKING_FOR_ID_ELSEWHERE,  # RFA14, RFA15
        "userSign": ENTER_CODE_TO_SIGN if act is Act.SIGN else ENTER_CODE_TO_LOG_IN,  # RFA9
        **_PENDING,
    }
    otherwise = SIGNATURE_UNDER_WAY if act is Act.SIGN else LOG_IN_UNDER_WAY  # RFA21
    return under_way.get(hint_code or "", otherwise)
