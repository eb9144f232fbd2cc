"""Asks the national personal data service about persons: one operation, SOAP over mutual TLS."""

from collections.abc import Iterable
from typing import Protocol

from ingang.connectors import http
from ingang.connectors.population_register import errors
from ingang.connectors.population_register.envelope import opened, wrapped
from ingang.connectors.population_register.messages import SOAP_ACTION, answers, question
from ingang.connectors.population_register.records import Told
from ingang.connectors.population_register.settings import RegisterSettings
from ingang.kernel.identifiers import PersonIdentifier

MOST_AT_ONCE = 500
"""How many numbers one question takes (contract description 5.1, GetPersonsForProfile)."""


class PersonService(Protocol):
    """What callers may ask; the client and the fake both keep to it."""

    def persons(self, *, identifiers: Iterable[PersonIdentifier]) -> tuple[Told, ...]: ...


class PersonServiceClient:
    """Speaks to the real service, or to anything that speaks the same contract. Raises PopulationRegisterError."""

    def __init__(self, *, settings: RegisterSettings) -> None:
        self._settings = settings

    def persons(self, *, identifiers: Iterable[PersonIdentifier]) -> tuple[Told, ...]:
        """What the register tells of each number, in the order asked. Refuses none, and more than 500."""
        asked = checked(identifiers)
        body = wrapped(body=question(identifiers=asked), logical_address=self._settings.logical_address)
        answer = self._asked_again(body)
        return answers(body=opened(answer=answer.body, status=answer.status), asked=asked)

    def _asked_again(self, body: bytes) -> http.Answer:
        """A connection that breaks is tried anew; a slow service is not, since somebody waits."""
        for _ in range(self._settings.attempts - 1):
            try:
                return self._post(body)
            except errors.Unreachable:
                continue
        return self._post(body)

    def _post(self, body: bytes) -> http.Answer:
        try:
            return http.call(
                method="POST",
                url=self._settings.url,
                headers=self._headers(),
                body=body,
                limits=self._settings.limits,
                tls=self._settings.tls,
            )
        except http.AnswerTooLate as error:
            raise errors.TimedOut from error
        except http.AnswerTooLarge as error:
            raise errors.AnswerGarbled(reason="size") from error
        except http.NotReached as error:
            raise errors.Unreachable(reason=str(error)) from error

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{SOAP_ACTION}"'}
        if self._settings.consumer:
            headers["x-rivta-original-serviceconsumer-hsaid"] = self._settings.consumer
        return headers


def checked(identifiers: Iterable[PersonIdentifier]) -> tuple[PersonIdentifier, ...]:
    """Each number once, in order. Refuses none, and more than one question takes."""
    asked = tuple(dict.fromkeys(identifiers))
    if not 0 < len(asked) <= MOST_AT_ONCE:
        raise errors.TooManyAtOnce(count=len(asked))
    return asked
