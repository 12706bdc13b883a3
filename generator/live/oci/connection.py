"""The OCI SDK: its clients, with the credentials, the region, the retries and the timeouts of this tool."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from oci.exceptions import ServiceError

from generator.live import said
from generator.live.access import OciAccess
from generator.live.answers import NotKnown
from generator.live.bounded_lists import ListTooLong, bounded
from generator.live.oci.chosen_credentials import credentials_of
from generator.live.oci.clients import Clients
from generator.live.oci.credentials import Credentials
from generator.live.oci.endpoint import service_endpoint
from generator.live.oci.failures import Request, failure_of
from generator.live.oci.guarded_answers import NotOci
from generator.live.oci.retries import retry_strategy

TIMEOUTS = (5.0, 15.0)
MOST_SECONDS = 30.0
"""From a request to the end of its answer, for each attempt."""
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

        def read(ask: Callable[..., Any]) -> T:
            return _as(shape, ask(*args, **kwargs).data)

        return self._answer(access, service, operation, permission, read)

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

        def read(ask: Callable[..., Any]) -> list[T]:
            items: list[T] = []
            try:
                for page in bounded(_pages_of(ask, args, kwargs)):
                    # Older APIs answer with a list, newer ones with a collection.
                    listed = page.get("items") if isinstance(page, dict) else page
                    items += _as(list[shape], listed)  # type: ignore[valid-type]  # a type that is known at run time
            except ListTooLong as wrong:
                raise NotOci(f"{operation} does not come to its last page") from wrong
            return items

        return self._answer(access, service, operation, permission, read)

    def credentials(self, profile: str | None) -> Credentials | NotKnown:
        """The credentials behind a profile, read once, unless OCI refuses them. A principal asks for its token."""
        with self._lock:
            login = self._logins.setdefault(profile, _Login())
        return login.credentials(profile, self._retries)

    def _answer(
        self, access: OciAccess, service: str, operation: str, permission: str, read: Callable[[Callable[..., Any]], T]
    ) -> T | NotKnown:
        """What `read` makes of the operation, which is a method of the SDK's client."""
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
                    return read(getattr(client, operation))
            except Exception as error:  # the SDK's, and those of all that it is built on: `failure_of` tells them apart
                renewed = self._renewed(access.profile, request.credentials, error)
                if renewed is None or is_repeated:
                    return failure_of(error, request)
                request, is_repeated = replace(request, credentials=renewed), True

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


def _pages_of(operation: Callable[..., Any], args: tuple[str, ...], kwargs: Mapping[str, Any]) -> Iterator[Any]:
    """The data of all pages of a list. Raises whatever the SDK does, and ListTooLong when a page is the next one of
    itself."""
    next_page: dict[str, str] = {}
    while True:
        response = operation(*args, **kwargs, **next_page)
        yield response.data
        token = response.headers.get("opc-next-page")
        if not token:
            return
        if token == next_page.get("page"):
            raise ListTooLong
        next_page = {"page": token}


def _as(shape: type[T], data: Any) -> T:
    """The data as `shape`. Raises NotOci for what is another one."""
    if isinstance(data, str | bytes):  # what the SDK leaves of an answer that is not JSON
        raise NotOci("it is not JSON")
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        raise NotOci(said.message(error)) from error  # types and the names of fields, no values
