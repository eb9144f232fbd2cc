"""An issuer of systems' tokens for a measurement: its keys over HTTP on this machine, and one token that lasts."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, LASTS = "measured", 4 * 3600


@contextmanager
def issuing(*, audience: str) -> Iterator[tuple[str, str]]:
    """Serve the issuer's description and keys; gives its address and a token for the audience."""
    key = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(key))
    issuer = f"http://127.0.0.1:{server.server_port}"
    now = int(time.time())
    claims = {"iss": issuer, "sub": CLIENT, "client_id": CLIENT, "aud": audience, "iat": now, "exp": now + LASTS}
    claims |= {"jti": "1", "scope": "system/*.cruds"}
    header = {"alg": "RS256", "kid": str(key.kid), "typ": "at+jwt"}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer, jwt.encode(header, claims, key, algorithms=["RS256"])
    finally:
        server.shutdown()


def _handler(key: RSAKey) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer = f"http://{self.headers['Host']}"
            told: dict[str, Any] = dict(KeySet([key]).as_dict(private=False))
            if self.path != "/jwks":
                told = dict.fromkeys(("authorization_endpoint", "token_endpoint"), f"{issuer}/")
                told |= {"issuer": issuer, "jwks_uri": f"{issuer}/jwks"}
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is said of each request."""

    return Handler
