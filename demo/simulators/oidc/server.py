"""The issuer's addresses: discovery, keys, authorize, token, userinfo and log-out."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout, web
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from demo.simulators.cast import Cast, Person
from demo.simulators.control import Control, control_route, faults
from demo.simulators.oidc.clients import DEFAULT, Client, authenticated
from demo.simulators.oidc.profiles import Profile
from demo.simulators.oidc.provider import TOKEN_FAULTS, TOKEN_SECONDS, Asked, Provider
from demo.simulators.pages import choices, form, page

WARNING = "Simulator - not a real e-identification"


class OidcSimulator:
    """One issuer. Its name is its address, which is known once it is served: set `provider.issuer` then."""

    def __init__(
        self,
        *,
        profile: Profile,
        cast: Cast,
        clients: Iterable[Client] = (DEFAULT,),
        key: RSAKey | None = None,
    ) -> None:
        self.control = Control()
        self.provider = Provider(profile=profile, clients=clients, key=key)
        self._cast = {number: person for number, person in cast.items() if profile.knows(person)}

    def app(self) -> web.Application:
        """The issuer as an application."""
        app = web.Application(middlewares=[faults(self.control)])
        app.router.add_routes(
            [
                web.get("/.well-known/openid-configuration", self.discovery),
                web.get("/jwks", self.keys),
                web.get("/authorize", self.authorize),
                web.post("/choose", self.choose),
                web.post("/token", self.token),
                web.get("/userinfo", self.userinfo),
                web.get("/end_session", self.end_session),
                web.post("/api/end_sessions", self.end_sessions_by_json),
                control_route(self.control),
            ]
        )
        return app

    async def discovery(self, _request: web.Request) -> web.Response:
        """What the issuer says about itself."""
        issuer = self.provider.issuer
        return web.json_response(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/jwks",
                "userinfo_endpoint": f"{issuer}/userinfo",
                "end_session_endpoint": f"{issuer}/end_session",
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code", "client_credentials"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
                "acr_values_supported": list(self.provider.profile.levels),
                "backchannel_logout_supported": True,
                "backchannel_logout_session_supported": True,
                "authorization_response_iss_parameter_supported": True,
            }
        )

    async def keys(self, _request: web.Request) -> web.Response:
        """The public keys."""
        return web.json_response(self.provider.public_keys())

    async def authorize(self, request: web.Request) -> web.Response:
        """The page where one of the cast is chosen. An unknown client or address is never redirected to."""
        query = request.query
        client = self.provider.clients.get(query.get("client_id", ""))
        if client is None or not client.may_return_to(query.get("redirect_uri", "")):
            body = "<p>The client or its address is not registered here.</p>"
            return page(title="Cannot log in", body=body, warning=WARNING, status=400)
        fault = _fault_of(query)
        if fault:
            raise self._back(query["redirect_uri"], {"error": fault, "state": query.get("state", "")})
        asked = Asked(
            client=client,
            redirect_uri=query["redirect_uri"],
            state=query.get("state", ""),
            nonce=query.get("nonce", ""),
            code_challenge=query["code_challenge"],
        )
        return self._choice(self.provider.wait_for_choice(asked))

    def _choice(self, ticket: str) -> web.Response:
        usual, *others = self.provider.profile.levels
        people = [
            _button(person.name, ticket, person, usual) + f"<p>{escape(person.story)}</p>"
            for person in self._cast.values()
        ]
        weaker = [
            _button(f"{person.name}, {level.rpartition('/')[2]}", ticket, person, level)
            for level in others
            for person in self._cast.values()
        ]
        body = choices(people) + form(action="/choose", button="Cancel", hidden={"ticket": ticket})
        body += f"<details><summary>With a weaker level</summary>{choices(weaker)}</details>"
        return page(title=self.provider.profile.title, body=body, warning=WARNING)

    async def choose(self, request: web.Request) -> web.Response:
        """The choice was made: back to the relying party with a code, or with access_denied."""
        posted = await request.post()
        asked = self.provider.take(str(posted.get("ticket", "")))
        if asked is None:
            body = "<p>This choice was made already. Begin again.</p>"
            return page(title="Cannot log in", body=body, warning=WARNING, status=409)
        person = self._cast.get(str(posted.get("person", "")))
        if person is None:
            raise self._back(asked.redirect_uri, {"error": "access_denied", "state": asked.state})
        level = str(posted.get("level", ""))
        if level not in self.provider.profile.levels:
            raise web.HTTPBadRequest
        code = self.provider.begin_session(asked=asked, person=person, level=level)
        raise self._back(asked.redirect_uri, {"code": code, "state": asked.state})

    def _back(self, address: str, answer: dict[str, str]) -> web.HTTPSeeOther:
        query = urlencode({**{name: value for name, value in answer.items() if value}, "iss": self.provider.issuer})
        return web.HTTPSeeOther(f"{address}{'&' if '?' in address else '?'}{query}")

    async def token(self, request: web.Request) -> web.Response:
        """A code for tokens."""
        posted = {name: str(value) for name, value in (await request.post()).items()}
        client = authenticated(
            clients=self.provider.clients,
            authorization=request.headers.get("Authorization", ""),
            form=posted,
            audience=f"{self.provider.issuer}/token",
            used=self.provider.used_assertions,
            now=self.provider.clock(),
        )
        if client is None:
            return web.json_response({"error": "invalid_client"}, status=401)
        if posted.get("grant_type") == "client_credentials":
            return self._for_a_system(client, posted)
        if posted.get("grant_type") != "authorization_code":
            return web.json_response({"error": "unsupported_grant_type"}, status=400)
        session = self.provider.redeem(
            code=posted.get("code", ""),
            client=client,
            redirect_uri=posted.get("redirect_uri", ""),
            code_verifier=posted.get("code_verifier", ""),
        )
        if session is None:
            return web.json_response({"error": "invalid_grant"}, status=400)
        access_token = self.provider.access_token(session)
        fault = self.control.error if self.control.error in TOKEN_FAULTS else ""
        answer = {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "id_token": self.provider.id_token(session=session, access_token=access_token, fault=fault),
        }
        return web.json_response(answer, headers={"Cache-Control": "no-store"})

    def _for_a_system(self, client: Client, posted: Mapping[str, str]) -> web.Response:
        """A token by client credentials, for the address that `resource` names (RFC 8707)."""
        asked = posted.get("scope", "").split()
        if not asked or not set(asked) <= set(client.scopes) or not posted.get("resource"):
            error = "invalid_scope" if posted.get("resource") else "invalid_target"
            return web.json_response({"error": error}, status=400)
        fault = self.control.error if self.control.error in TOKEN_FAULTS else ""
        token = self.provider.system_token(client=client, scopes=asked, resource=posted["resource"], fault=fault)
        answer = {"access_token": token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "scope": " ".join(asked)}
        return web.json_response(answer, headers={"Cache-Control": "no-store"})

    async def userinfo(self, request: web.Request) -> web.Response:
        """The claims again."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        claims = self.provider.userinfo(token)
        if claims is None:
            return web.json_response({"error": "invalid_token"}, status=401)
        return web.json_response(claims)

    async def end_session(self, request: web.Request) -> web.Response:
        """Log-out that the relying party began: end the session, tell everyone, and go back."""
        query = request.query
        try:
            person = self.provider.person_of(query.get("id_token_hint", ""))
        except (JoseError, ValueError):
            person = ""
        await self._end(person)
        client = self.provider.clients.get(query.get("client_id", ""))
        address = query.get("post_logout_redirect_uri", "")
        if client is not None and address and client.may_end_at(address):
            raise self._back(address, {"state": query.get("state", "")})
        return page(title="Logged out", body="<p>You can close this page.</p>", warning=WARNING)

    async def end_sessions_by_json(self, request: web.Request) -> web.Response:
        """End a person's sessions from outside, as when a card is blocked; for tests."""
        wanted = await request.json()
        told = await self._end(str(wanted.get("person_number", "")))
        return web.json_response({"told": told})

    async def _end(self, person_number: str) -> list[dict[str, Any]]:
        """End the sessions and tell every relying party that has a back-channel address."""
        told = []
        for session in self.provider.end_sessions(person_number):
            token = self.provider.logout_token(session)
            address = session.asked.client.backchannel_logout_uri
            told.append({"logout_token": token, "status": await _tell(address, token)})
        return told


def _button(label: str, ticket: str, person: Person, level: str) -> str:
    hidden = {"ticket": ticket, "person": person.person_number, "level": level}
    return form(action="/choose", button=label, hidden=hidden)


def _fault_of(query: Mapping[str, str]) -> str:
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in query.get("scope", "").split():
        return "invalid_scope"
    if query.get("code_challenge_method") != "S256" or len(query.get("code_challenge", "")) != 43:
        return "invalid_request"
    # Nobody is ever logged in already here, so an answer without a page is not possible.
    return "login_required" if query.get("prompt") == "none" else ""


async def _tell(address: str, token: str) -> int:
    if not address:
        return 0
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=5)) as session,
            session.post(address, data={"logout_token": token}) as answer,
        ):
            return answer.status
    except (ClientError, TimeoutError):
        return 0
