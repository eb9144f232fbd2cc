"""One SOAP question and its answer over mutual TLS, without blocking, with limits on time and size."""

import asyncio

import aiohttp

from ingang.connectors.background import tls_context
from ingang.connectors.rivta import errors
from ingang.connectors.rivta.settings import RivtaSettings

PIECE = 65_536


async def exchange(
    *, http: aiohttp.ClientSession, url: str, action: str, body: bytes, settings: RivtaSettings
) -> tuple[int, bytes]:
    """The answer's status and whole body. Follows no redirect. Raises TimedOut, Unreachable or AnswerGarbled.

    A connection that breaks is tried anew, since asking twice changes nothing; the limit on time is for all of it.
    """
    try:
        async with asyncio.timeout(settings.total_seconds):
            for _ in range(settings.attempts - 1):
                try:
                    return await _post(http, url, action, body, settings)
                except errors.Unreachable:
                    continue
            return await _post(http, url, action, body, settings)
    except TimeoutError:
        raise errors.TimedOut from None


async def _post(
    http: aiohttp.ClientSession, url: str, action: str, body: bytes, settings: RivtaSettings
) -> tuple[int, bytes]:
    try:
        async with http.post(
            url,
            data=body,
            headers=_headers(action, settings.consumer),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=settings.connect_seconds),
            ssl=tls_context(settings.tls),
            allow_redirects=False,
        ) as response:
            return response.status, await _whole_body(response, settings.largest_answer)
    except TimeoutError:
        raise
    # A bundle or certificate that cannot be opened is an OSError of its own.
    except (aiohttp.ClientConnectionError, OSError) as error:
        raise errors.Unreachable(reason=type(error).__name__) from None
    # Half a body, a broken chunk, or bytes that do not unpack.
    except aiohttp.ClientError as error:
        raise errors.AnswerGarbled(reason=type(error).__name__) from None


async def _whole_body(response: aiohttp.ClientResponse, largest: int) -> bytes:
    body = bytearray()
    async for piece in response.content.iter_chunked(PIECE):
        body += piece
        if len(body) > largest:
            raise errors.AnswerGarbled(reason="size")
    return bytes(body)


def _headers(action: str, consumer: str) -> dict[str, str]:
    headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{action}"'}
    if consumer:
        headers["x-rivta-original-serviceconsumer-hsaid"] = consumer
    return headers
