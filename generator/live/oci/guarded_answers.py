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
from generator.live.answers_in_time import in_time

MOST_BYTES = 32 * 1024 * 1024
"""Of an unpacked answer. The longest are pages of lists: hundreds of databases at some ten kilobytes."""

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
        if said.brings_back(content, secrets):
            if response.status_code < 300:
                raise NotOci("it repeats the credentials that it was sent")
            content = _without_message(content, secrets)
        response._content = content  # as `requests` does it, which has no public way to put it back

    session = client.base_client.session  # its adapters and hooks are those of all that the SDK makes after it
    session.hooks["response"].append(guarded)
    for adapter in session.adapters.values():
        _bound_connections(adapter, most_seconds)


def _bound_connections(adapter: Any, most_seconds: float) -> None:
    manager_for = adapter.proxy_manager_for

    def bounded_manager_for(proxy: str, **settings: Any) -> Any:
        """A proxy has a manager of its own, which is made when it is needed, and kept in `proxy_manager`."""
        is_new = proxy not in adapter.proxy_manager
        manager = manager_for(proxy, **settings)
        if is_new:
            manager.pool_classes_by_scheme = in_time(manager.pool_classes_by_scheme, most_seconds)
        return manager

    adapter.poolmanager.pool_classes_by_scheme = in_time(adapter.poolmanager.pool_classes_by_scheme, most_seconds)
    adapter.proxy_manager_for = bounded_manager_for


def _chunks(response: Any, most: int) -> Iterator[bytes]:
    left = most
    for chunk in response.iter_content(65536):
        left -= len(chunk)
        if left < 0:
            response.close()
            raise NotOci("its answer does not end")
        yield chunk


def _signed(response: Any) -> str:
    authorization = response.request.headers.get("authorization") or ""
    return authorization.decode("latin-1") if isinstance(authorization, bytes) else str(authorization)


def _without_message(content: bytes, secrets: list[str]) -> bytes:
    """OCI's body of an error, with the code alone."""
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    code = said.code(body.get("code")) if isinstance(body, dict) else ""
    return json.dumps({"code": "" if said.brings_back(code.encode(), secrets) else code, "message": ""}).encode()
