"""The daemon's side of zPING and zINSTREAM (clamd(8)); finds the test string of EICAR and nothing else."""

import asyncio
import struct
from pathlib import Path

from demo.simulators.control import Control
from demo.simulators.serving import Close

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LONGEST_STREAM = 25_000_000
TOO_LONG = b"INSTREAM size limit exceeded. ERROR\0"
UNKNOWN = b"UNKNOWN COMMAND\0"


class VirusScannerSimulator:
    """A scanner. `control.error` is its answer to every file, as in `Can't allocate memory ERROR`."""

    def __init__(self, *, longest: int = LONGEST_STREAM) -> None:
        self.control = Control()
        self._longest = longest
        self._open: set[asyncio.Task[None]] = set()

    async def serve_tcp(self, *, host: str = "127.0.0.1", port: int = 0) -> tuple[int, Close]:
        """Listen on a port; gives it and how to end it."""
        server = await asyncio.start_server(self._begin, host, port)
        return int(server.sockets[0].getsockname()[1]), self._closing(server)

    async def serve_socket(self, *, path: Path) -> tuple[int, Close]:
        """Listen on a socket of this machine; gives no port (0) and how to end it."""
        return 0, self._closing(await asyncio.start_unix_server(self._begin, str(path)))

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        conversation = asyncio.get_running_loop().create_task(self._converse(reader, writer))
        self._open.add(conversation)
        conversation.add_done_callback(self._open.discard)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await asyncio.sleep(self.control.delay)
            if not self.control.down:
                writer.write(await self._answer(reader))
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader) -> bytes:
        command = await reader.readuntil(b"\0")
        if command == b"zPING\0":
            return b"PONG\0"
        if command != b"zINSTREAM\0":
            return UNKNOWN
        stream = await self._stream(reader)
        if stream is None:
            return TOO_LONG
        if self.control.error:
            return f"stream: {self.control.error}\0".encode()
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in stream else b"stream: OK\0"

    async def _stream(self, reader: asyncio.StreamReader) -> bytes | None:
        """Everything up to the chunk of length nought; None past the limit."""
        stream = b""
        while length := struct.unpack(">I", await reader.readexactly(4))[0]:
            if len(stream) + length > self._longest:
                return None
            stream += await reader.readexactly(length)
        return stream

    def _closing(self, server: asyncio.Server) -> Close:
        async def close() -> None:
            server.close()
            for conversation in tuple(self._open):
                conversation.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)
            await server.wait_closed()

        return close
