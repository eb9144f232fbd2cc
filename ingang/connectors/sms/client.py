"""Hands SMS over to an operator by SMPP 3.4: bind_transmitter, submit_sm, enquire_link, unbind."""

import re
import struct
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

import smpplib.client
import smpplib.smpp
from smpplib import consts, exceptions

from ingang.connectors.sms import errors
from ingang.connectors.sms.text import Encoded, encode

# What smpplib raises when something that is no SMPP answers, beside its own errors.
_GARBLED = (struct.error, ValueError, KeyError, IndexError, TypeError, exceptions.UnknownCommandError)
_POSTPONED = {
    consts.SMPP_ESME_RMSGQFUL,
    consts.SMPP_ESME_RTHROTTLED,
    consts.SMPP_ESME_RSYSERR,
    consts.SMPP_ESME_RX_T_APPN,
}
_RECIPIENT = {consts.SMPP_ESME_RINVDSTADR, consts.SMPP_ESME_RINVDSTTON, consts.SMPP_ESME_RINVDSTNPI}
_LOG_IN = {consts.SMPP_ESME_RBINDFAIL, consts.SMPP_ESME_RINVPASWD, consts.SMPP_ESME_RINVSYSID}


@dataclass(frozen=True, kw_only=True)
class Sms:
    """One text to one number in international form. The idempotency key decides the reference of its parts."""

    recipient: str
    text: str
    idempotency_key: str

    def __repr__(self) -> str:
        return "Sms(...)"


class SmsSender(Protocol):
    """What callers may ask; the client and the fake both keep to it."""

    def send(self, *, sms: Sms) -> tuple[str, ...]: ...
    def check(self) -> None: ...
    def kept(self) -> AbstractContextManager["SmsSender"]: ...


@dataclass(frozen=True, kw_only=True)
class SmsSettings:
    """Where the operator is and who we are. SMPP has no encryption: the operator gives a tunnel to this machine."""

    host: str
    port: int = 2775
    system_id: str
    password: str = field(repr=False)
    source: str
    timeout_seconds: float = 10.0


class SmsClient:
    """One session for each text, or one for all that are sent while `kept`.

    Raises errors.SmsError; never tries twice.
    """

    def __init__(self, *, settings: SmsSettings) -> None:
        self._settings = settings
        self._is_kept = False
        self._session: Any = None

    def send(self, *, sms: Sms) -> tuple[str, ...]:
        """Hand over one text; gives the operator's id of each part. Refuses what is no number or no text."""
        check_recipient(sms=sms)
        encoded = encode(text=sms.text, reference=sha256(sms.idempotency_key.encode()).digest()[0])
        was_begun = False
        try:
            with _in_our_words(), self._bound() as client:
                was_begun = True
                return tuple(self._submit(client, sms, encoded, part) for part in encoded.parts)
        except errors.SmsUnavailable as error:
            error.may_have_left = was_begun
            raise

    def check(self) -> None:
        """See that the operator knows us and answers (enquire_link)."""
        with _in_our_words(), self._bound() as client:
            link = smpplib.smpp.make_pdu("enquire_link", client=client)
            client.send_pdu(link)
            _answer(client, "enquire_link_resp", link.sequence)

    @contextmanager
    def kept(self) -> Iterator[SmsSender]:
        """This client with one session for everything that is sent inside; it begins with the first text."""
        self._is_kept = True
        try:
            yield self
        finally:
            self._is_kept = False
            self._leave()

    @contextmanager
    def _bound(self) -> Iterator[Any]:
        self._session = self._session or self._bind()
        try:
            yield self._session
        except BaseException:
            # What an error left of the session is unknown: the next text begins a new one.
            session, self._session = self._session, None
            session.disconnect()
            raise
        if not self._is_kept:
            self._leave()

    def _bind(self) -> Any:
        settings = self._settings
        client = smpplib.client.Client(
            settings.host, settings.port, timeout=settings.timeout_seconds, allow_unknown_opt_params=True
        )
        try:
            client.connect()
            client.bind_transmitter(system_id=settings.system_id, password=settings.password)
        except BaseException:
            client.disconnect()
            raise
        return client

    def _leave(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            # What was submitted is submitted, however the goodbye goes.
            with suppress(exceptions.ConnectionError, exceptions.PDUError, OSError, *_GARBLED):
                session.unbind()
            session.disconnect()

    def _submit(self, client: Any, sms: Sms, encoded: Encoded, part: bytes) -> str:
        # A name as the sender is alphanumeric (type 5); anything else is an international number (type 1).
        is_number = re.fullmatch(r"\+?[0-9]+", self._settings.source) is not None
        sent = client.send_message(
            source_addr_ton=consts.SMPP_TON_INTL if is_number else consts.SMPP_TON_ALNUM,
            source_addr_npi=consts.SMPP_NPI_ISDN if is_number else consts.SMPP_NPI_UNK,
            source_addr=self._settings.source.lstrip("+"),
            dest_addr_ton=consts.SMPP_TON_INTL,
            dest_addr_npi=consts.SMPP_NPI_ISDN,
            destination_addr=sms.recipient.lstrip("+"),
            short_message=part,
            data_coding=encoded.data_coding,
            esm_class=encoded.esm_class,
        )
        return str(_answer(client, "submit_sm_resp", sent.sequence).message_id.decode("ascii"))


def check_recipient(*, sms: Sms) -> None:
    """Refuse, with SmsInvalid, what is no number in international form (E.164)."""
    if re.fullmatch(r"\+[1-9][0-9]{6,14}", sms.recipient) is None:
        raise errors.SmsInvalid(reason="number")


def _answer(client: Any, command: str, sequence: int) -> Any:
    """The answer to one request; the operator may ask for a sign of life in between."""
    while True:
        answer = client.read_pdu()
        if answer.command == "enquire_link":
            reply = smpplib.smpp.make_pdu("enquire_link_resp", client=client)
            reply.sequence = answer.sequence
            client.send_pdu(reply)
        elif answer.is_error():
            raise exceptions.PDUError(answer.command, int(answer.status))
        elif (answer.command, answer.sequence) == (command, sequence):
            return answer
        else:
            raise errors.AnswerGarbled(command=answer.command)


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except exceptions.PDUError as error:
        status = error.args[1] if len(error.args) > 1 else None
        raise _refusal(status) from error
    except TimeoutError as error:
        raise errors.TimedOut from error
    except exceptions.ConnectionError as error:
        # smpplib hides the reason behind its own error.
        kind = errors.TimedOut if isinstance(error.__context__, TimeoutError) else errors.Unreachable
        raise kind from error
    except OSError as error:
        raise errors.Unreachable from error
    except _GARBLED as error:
        raise errors.AnswerGarbled(reason=type(error).__name__) from error


def _refusal(status: int | None) -> errors.SmsError:
    if status is None:
        return errors.AnswerGarbled(reason="PDUError")
    if status in _POSTPONED:
        return errors.SmsPostponed(status=status)
    if status in _RECIPIENT:
        return errors.RecipientRefused(status=status)
    return errors.LogInRefused(status=status) if status in _LOG_IN else errors.SmsRefused(status=status)
