"""Answers that repeat the credentials of their request, as proxies do that show what they were sent.

AWS itself quotes the request in the message of a signature that does not match. Then the message is left out; an answer
that is none of an error is not taken at all.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs

from generator.live import said

_SIGNATURE = re.compile(r"Signature=(\w+)")
# The tokens with which STS and IAM Identity Center are asked for credentials.
_TOKEN_HEADERS = ("X-Amz-Security-Token", "x-amz-sso_bearer_token")
_TOKEN_PARAMETERS = ("WebIdentityToken", "SAMLAssertion")

# Answers with new credentials, which nobody shows: session tokens of AWS begin alike.
_OF_ISSUE = frozenset(("Credentials", "roleCredentials", "accessToken"))


class CredentialsRepeated(Exception):
    """An answer holds what its request was signed with."""


class RepeatedCredentials:
    """Looks at every answer of a session, as it comes and decoded. All events of a request come in the thread that
    sends it."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    def register(self, session: Any) -> None:
        """Listens to all clients that the session makes from now on."""
        session.register("before-send", self._sent)
        session.get_component("event_emitter").register_first("before-parse", self._answered)
        session.register("after-call", self._parsed)

    def _sent(self, request: Any, **event: Any) -> None:
        self._of_thread.secrets = list(_secrets(request))

    def _answered(self, response_dict: Mapping[str, Any], **event: Any) -> None:
        """Before anybody shows a header."""
        secrets, headers, body = self._of_thread.secrets, response_dict["headers"], response_dict["body"]
        for name in [name for name, value in headers.items() if said.brings_back(str(value).encode(), secrets)]:
            del headers[name]
        self._of_thread.is_repeated = isinstance(body, bytes) and said.brings_back(body, secrets)

    def _parsed(self, http_response: Any, parsed: dict[str, Any], model: Any, **event: Any) -> None:
        if not getattr(self._of_thread, "is_repeated", False) and not self._is_repeated_in(parsed):
            return
        if http_response.status_code < 300:
            if _OF_ISSUE.isdisjoint(model.output_shape.members if model.output_shape else ()):
                raise CredentialsRepeated
            return
        code = said.code(parsed.get("Error", {}).get("Code"))
        parsed["Error"] = {"Code": "" if said.brings_back(code.encode(), self._of_thread.secrets) else code}

    def _is_repeated_in(self, parsed: dict[str, Any]) -> bool:
        return said.repeats(parsed, getattr(self._of_thread, "secrets", ()))


def _secrets(request: Any) -> Iterator[str]:
    yield from _SIGNATURE.findall(_text(request.headers.get("Authorization")))
    yield from (_text(value) for name in _TOKEN_HEADERS if (value := request.headers.get(name)))
    body = _text(request.body)
    if any(name in body for name in _TOKEN_PARAMETERS):
        given = parse_qs(body)
        yield from (value for name in _TOKEN_PARAMETERS for value in given.get(name, ()))


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
