"""An endpoint on loopback in the place of both clouds that gives back what it was sent."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

from tests.live.secrets.planted import Plants

_SIGNATURES = (re.compile(r"Signature=(\w+)"), re.compile(r'signature="([^"]+)"'), re.compile(r'keyId="ST\$([^"]+)"'))
_TOKENS = ("x-amz-security-token", "x-amz-sso_bearer_token")


@dataclass(frozen=True)
class Sent:
    """A request: `secrets` are what it is signed with, `everything` is all of it. `is_json` says which protocol of AWS
    it speaks, None is OCI."""

    everything: str
    secrets: tuple[str, ...]
    is_json: bool | None

    @property
    def pieces(self) -> str:
        """A piece of each secret, out of its middle, in a sentence without any sign of what it is."""
        return "no: " + " or ".join(one[len(one) // 2 - 12 : len(one) // 2 + 12] for one in self.secrets)


@dataclass(frozen=True)
class Given:
    """An answer."""

    status: int
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)


Manner = Callable[[Sent], Given]


def refusing(status: int, text: Callable[[Sent], str], code: Callable[[Sent], str] = lambda sent: "Denied") -> Manner:
    """An error as the service that was asked would write it."""

    def given(sent: Sent) -> Given:
        if sent.is_json is None:
            return Given(status, json.dumps({"code": code(sent), "message": text(sent)}))
        if sent.is_json:
            return Given(status, json.dumps({"__type": code(sent), "message": text(sent)}))
        told = f"<Code>{escape(code(sent))}</Code><Message>{escape(text(sent))}</Message>"
        return Given(status, f"<ErrorResponse><Error>{told}</Error><RequestId>r</RequestId></ErrorResponse>")

    return given


def with_data(sent: Sent) -> Given:
    """An answer without an error, with the secrets in every field."""
    text = sent.pieces
    if sent.is_json is None:
        names = ("id", "dbName", "compartmentId", "lifecycleState", "displayName", "regionName", "status", "value")
        key = dict.fromkeys(("provider", "keyArn", "arnRole", "externalId", "serviceEndpointUri"), text)
        return Given(200, json.dumps({**dict.fromkeys(names, text), "encryptionKey": key}))
    if sent.is_json:
        metadata = dict.fromkeys(("KeyId", "Arn", "KeyState", "KeySpec"), text)
        return Given(200, json.dumps({"KeyMetadata": metadata, "Aliases": [], "Policy": text}))
    action = re.search(r"Action=(\w+)", sent.everything)
    name = action[1] if action else "Any"
    found = f"<Account>123456789012</Account><Arn>{escape(text)}</Arn>"
    return Given(200, f"<{name}Response><{name}Result>{found}</{name}Result></{name}Response>")


def escaped_in_data(sent: Sent) -> Given:
    """The same, with every letter as an escape of its format."""
    given, text = with_data(sent), sent.pieces
    if sent.is_json is False:
        hidden = given.body.replace(escape(text), "".join(f"&#{ord(one)};" for one in text))
    else:
        hidden = given.body.replace(text, "".join(f"\\u{ord(one):04x}" for one in text))
    return Given(given.status, hidden)


def with_headers(sent: Sent) -> Given:
    """An error whose headers hold the secrets."""
    names = ("x-amzn-requestid", "x-amz-request-id", "opc-request-id", "opc-next-page")
    piece = sent.pieces.removeprefix("no: ").replace(" or ", "-")
    refused = refusing(400, lambda sent: "no")(sent)
    return Given(refused.status, refused.body, dict.fromkeys(names, piece))


def a_page(status: int) -> Manner:
    """A page of a proxy that shows the request."""
    return lambda sent: Given(status, f"<html><pre>{sent.everything}</pre></html>", {"Content-Type": "text/html"})


def garbage(sent: Sent) -> Given:
    """No protocol's answer."""
    return Given(200, '{"id": "' + sent.everything)


def redirect(to: str) -> Manner:
    """To another host, with all that was sent."""
    return lambda sent: Given(307, "", {"Location": f"{to}/?{'&'.join(sent.secrets)}"})


@contextmanager
def echoing(manner: Manner, plants: Plants) -> Iterator[str]:
    """The address of the endpoint. What its requests are signed with are secrets from then on."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            authorization = self.headers.get("Authorization") or ""
            secrets = [found for one in _SIGNATURES for found in one.findall(authorization)]
            secrets += [value for name in _TOKENS if (value := self.headers.get(name))]
            with lock:
                for number, secret in enumerate(secrets):
                    plants.notice(f"sent, {number} of {len(plants.texts)}", secret)
            is_json = None if authorization.startswith("Signature ") else bool(self.headers.get("X-Amz-Target"))
            sent = Sent(f"{self.headers}{body}", tuple(secrets), is_json)
            given = manner(sent)
            content = given.body.encode()
            self.send_response_only(given.status)
            kind = "application/xml" if is_json is False else "application/json"
            for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **given.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Not on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
