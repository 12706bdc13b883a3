"""The OCI SDK: its clients, with the credentials, the region, the retries and the timeouts of this tool."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from oci.exceptions import ServiceError

from generator.live import said
from generator.live.access import OciAccess
from generator.live.answers import NotKnown
from generator.live.oci.clients import Clients
from generator.live.oci.credentials import Credentials, credentials_of
from generator.live.oci.endpoint import service_endpoint
from generator.live.oci.failures import Request, failure_of, unreadable
from generator.live.oci.retries import retry_strategy

TIMEOUTS = (5.0, 15.0)
MOST_SECONDS = 30.0
"""From a request to the end of its answer, for each attempt."""
MOST_PAGES = 1000
FIRST_WAIT = 0.5
"""Seconds before the first retry."""

T = TypeVar("T")


class OciConnections:
    """Asks the services of OCI. Threads may share it. `shown` is told of every request, each attempt in a line without
    query, headers and body. `first_wait` is how many seconds to wait before a request is sent again, at first;
    `timeouts` are those for a connection and for the next bytes of an answer, `most_seconds` is for a whole answer."""

    def __init__(
        self,
        shown: Callable[[str], object] = lambda line: None,
        first_wait: float = FIRST_WAIT,
        timeouts: tuple[float, float] = TIMEOUTS,
        most_seconds: float = MOST_SECONDS,
    ) -> None:
        self._retries = retry_strategy(first_wait)
        self._lock = threading.Lock()
        self._logins: dict[str | None, _Login] = {}
        self._clients = Clients(shown, self._retries, timeouts, most_seconds)

    def call(
        self,
        access: OciAccess,
        service: str,
        operation: str,
        *args: str,
        shape: type[T],
        permission: str,
        **kwargs: Any,
    ) -> T | NotKnown:
        """The answer of one operation of the SDK, as `shape`; its fields are the API's.

        `service` and `operation` are the SDK's: `database`, `get_autonomous_database`. `permission` is what the caller
        needs, as in a policy of OCI: `read autonomous-databases in compartment ocid1…`. Never raises for what OCI, the
        network or the credentials do.
        """
        answer = self._pages(access, service, operation, args, kwargs, permission, most=1)
        if isinstance(answer, NotKnown):
            return answer
        request, pages = answer
        return _as(shape, pages[0], request)

    def call_all(
        self,
        access: OciAccess,
        service: str,
        operation: str,
        *args: str,
        shape: type[T],
        permission: str,
        **kwargs: Any,
    ) -> list[T] | NotKnown:
        """The items of all pages of a list, each as `shape`."""
        answer = self._pages(access, service, operation, args, kwargs, permission, most=MOST_PAGES)
        if isinstance(answer, NotKnown):
            return answer
        request, pages = answer
        items: list[T] = []
        for page in pages:
            # Older APIs answer with a list, newer ones with a collection.
            listed = page.get("items") if isinstance(page, dict) else page
            decoded = _as(list[shape], listed, request)  # type: ignore[valid-type]  # a type that is known at run time
            if isinstance(decoded, NotKnown):
                return decoded
            items += decoded
        return items

    def credentials(self, profile: str | None) -> Credentials | NotKnown:
        """The credentials behind a profile, read once, unless OCI refuses them. A principal asks for its token."""
        with self._lock:
            login = self._logins.setdefault(profile, _Login())
        return login.credentials(profile, self._retries)

    def _pages(
        self,
        access: OciAccess,
        service: str,
        operation: str,
        args: tuple[str, ...],
        kwargs: dict[str, Any],
        permission: str,
        most: int,
    ) -> tuple[Request, list[Any]] | NotKnown:
        credentials = self.credentials(access.profile)
        if isinstance(credentials, NotKnown):
            return credentials
        endpoint = service_endpoint()
        if isinstance(endpoint, NotKnown):
            return endpoint
        request = Request(access.region, f"OCI's service {service}", credentials, permission)
        is_repeated = False
        while True:
            try:
                with self._clients.client(access, service, request.credentials, endpoint) as client:
                    request = replace(request, host=urlsplit(client.base_client.endpoint).netloc)
                    pages = _pages_of(getattr(client, operation), args, kwargs, most)
            except Exception as error:  # the SDK's, and those of all that it is built on: `failure_of` tells them apart
                renewed = self._renewed(access.profile, request.credentials, error)
                if renewed is None or is_repeated:
                    return failure_of(error, request)
                request, is_repeated = replace(request, credentials=renewed), True
                continue
            return (request, pages) if pages else unreadable(request, f"{operation} does not come to its last page")

    def _renewed(self, profile: str | None, used: Credentials, error: Exception) -> Credentials | None:
        """The credentials of a session that OCI refuses, if its token is another one by now. Whatever is refused is
        read anew by the next question."""
        if not isinstance(error, ServiceError) or error.status != 401:
            return None
        self._forget(profile, used.session_token)
        if not used.session_token:
            return None
        found = self.credentials(profile)
        if isinstance(found, NotKnown):
            self._forget(profile)
            return None
        return found if found.session_token not in ("", used.session_token) else None

    def _forget(self, profile: str | None, session_token: str | None = None) -> None:
        """The credentials of a profile; with a token only if they still have that one, so that of many requests which
        are refused together the last does not forget what the first has read."""
        with self._lock:
            login = self._logins.get(profile)
            if login is not None and session_token in (None, login.session_token):
                del self._logins[profile]


class _Login:
    """The credentials of one profile, looked for once, while who else wants them waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: Credentials | NotKnown | None = None

    def credentials(self, profile: str | None, retries: Any) -> Credentials | NotKnown:
        with self._lock:
            if self._found is None:
                self._found = credentials_of(profile, retries)
            return self._found

    @property
    def session_token(self) -> str | None:
        """That of the session that was found; None while nothing is."""
        return self._found.session_token if isinstance(self._found, Credentials) else None


def _pages_of(
    operation: Callable[..., Any], args: tuple[str, ...], kwargs: Mapping[str, Any], most: int
) -> list[Any] | None:
    """The data of the answer if `most` is 1, or else of all pages of a list; None if there are more than `most`. Raises
    whatever the SDK does."""
    pages: list[Any] = []
    next_page: dict[str, str] = {}
    for _ in range(most):
        response = operation(*args, **kwargs, **next_page)
        pages.append(response.data)
        token = response.headers.get("opc-next-page")
        if not token or most == 1:
            return pages
        if token == next_page.get("page"):
            break
        next_page = {"page": token}
    return None


def _as(shape: type[T], data: Any, request: Request) -> T | NotKnown:
    if isinstance(data, str | bytes):  # what the SDK leaves of an answer that is not JSON
        return unreadable(request, "it is not JSON")
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        return unreadable(request, said.message(error))  # types and the names of fields, no values
