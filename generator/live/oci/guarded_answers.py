"""Answers over HTTP that are looked at before the SDK reads them: from where, how long in bytes and in seconds, and
whether they repeat what the request was signed with.

The SDK follows redirects, to any host, and reads an answer as a whole, unpacked (oci 2.189, `_vendor/requests`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.live import said
from generator.live.answer_bounds import AnswerTooLong, within_bounds

MOST_BYTES = 16 * 1024 * 1024
"""Of an answer as it comes, and unpacked. The longest are pages of lists: hundreds of databases at some ten
kilobytes."""

_SIGNATURE = re.compile(r'signature="([^"]+)"')
_SESSION_TOKEN = re.compile(r'keyId="ST\$([^"]+)"')


class NotOci(Exception):
    """No service of OCI answers like that; `why` is a clause."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def guard_answers(client: Any, most_seconds: float, most: int = MOST_BYTES) -> None:
    """From now on the client raises NotOci for an answer that redirects, does not end, or repeats credentials; an error
    that repeats them has no message. An answer that is not there in time is one that did not come."""

    def guarded(response: Any, **settings: Any) -> None:
        """A hook of `requests`: before redirects are followed, and before the body is read."""
        if response.is_redirect:
            raise NotOci("it redirects")
        content = b"".join(_chunks(response, most))
        secrets = [text for pattern in (_SIGNATURE, _SESSION_TOKEN) for text in pattern.findall(_signed(response))]
        for name in [one for one, value in response.headers.items() if said.brings_back(value.encode(), secrets)]:
            del response.headers[name]
        if _brings_back(content, secrets):
            if response.status_code < 300:
                raise NotOci("it repeats the credentials that it was sent")
            content = _without_message(content, secrets)
        response._content = content  # as `requests` does it, which has no public way to put it back

    session = client.base_client.session  # its adapters and hooks are those of all that the SDK makes after it
    session.hooks["response"].append(guarded)
    for adapter in session.adapters.values():
        _bound_connections(adapter, most_seconds, most)


def _bound_connections(adapter: Any, most_seconds: float, most: int) -> None:
    manager_for = adapter.proxy_manager_for

    def bounded_manager_for(proxy: str, **settings: Any) -> Any:
        """A proxy has a manager of its own, which is made when it is needed, and kept in `proxy_manager`."""
        is_new = proxy not in adapter.proxy_manager
        manager = manager_for(proxy, **settings)
        if is_new:
            manager.pool_classes_by_scheme = within_bounds(manager.pool_classes_by_scheme, most_seconds, most)
        return manager

    direct = adapter.poolmanager
    direct.pool_classes_by_scheme = within_bounds(direct.pool_classes_by_scheme, most_seconds, most)
    adapter.proxy_manager_for = bounded_manager_for


def _chunks(response: Any, most: int) -> Iterator[bytes]:
    left = most
    try:
        for chunk in response.iter_content(65536):
            left -= len(chunk)
            if left < 0:
                response.close()
                raise AnswerTooLong
            yield chunk
    except AnswerTooLong as wrong:
        raise NotOci("its answer does not end") from wrong


def _brings_back(content: bytes, secrets: list[str]) -> bool:
    # Without an escape, what is decoded is what is there already.
    return said.brings_back(content, secrets) or (b"\\" in content and said.repeats(_decoded(content), secrets))


def _decoded(content: bytes) -> Any:
    """An answer as the SDK decodes it; None where it does not, and shows it as it is."""
    try:
        return json.loads(content.decode("utf-8"), strict=False)
    except ValueError:
        return None
    except RecursionError as wrong:
        raise NotOci("it is nested too deeply") from wrong


def _signed(response: Any) -> str:
    authorization = response.request.headers.get("authorization") or ""
    return authorization.decode("latin-1") if isinstance(authorization, bytes) else str(authorization)


def _without_message(content: bytes, secrets: list[str]) -> bytes:
    """OCI's body of an error, with the code alone."""
    body = _decoded(content)
    code = said.code(body.get("code")) if isinstance(body, dict) else ""
    return json.dumps({"code": "" if said.brings_back(code.encode(), secrets) else code, "message": ""}).encode()
