"""The SDK's clients, as many as there are requests at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from oci.circuit_breaker import NoCircuitBreakerStrategy

from generator.live.access import OciAccess
from generator.live.in_the_clear import is_without_tls
from generator.live.oci.credentials import Credentials
from generator.live.oci.guarded_answers import guard_answers
from generator.live.oci.shown_requests import ShownRequests


class Clients:
    """Makes and keeps clients. `shown` is told of every attempt of every request."""

    def __init__(
        self, shown: Callable[[str], object], retries: Any, timeouts: tuple[float, float], most_seconds: float
    ) -> None:
        self._shown = shown
        self._retries = retries
        self._timeouts = timeouts
        self._most_seconds = most_seconds
        self._lock = threading.Lock()
        self._idle: dict[tuple[OciAccess, str], list[Any]] = {}

    @contextmanager
    def client(self, access: OciAccess, service: str, credentials: Credentials, endpoint: str | None) -> Iterator[Any]:
        """A client that no other thread uses meanwhile, for `BaseClient` sends its requests by one `requests.Session`,
        whose makers do not promise that threads may share it, and exchanges that session after some errors. They are
        kept for their open connections; there are as many as there are requests at a time."""
        with self._lock:
            idle = self._idle.setdefault((access, service), [])
            client = idle.pop() if idle else None
        if client is None:
            client = self._new_client(access, service, credentials, endpoint)
        client.base_client.signer = credentials.signer
        client.base_client.request.begin()
        try:
            yield client
        finally:
            with self._lock:
                idle.append(client)

    def _new_client(self, access: OciAccess, service: str, credentials: Credentials, endpoint: str | None) -> Any:
        client = _client_class(service)(
            {**credentials.settings, "region": access.region},
            signer=credentials.signer,
            service_endpoint=endpoint,
            timeout=self._timeouts,
            retry_strategy=self._retries,
            # The default is one breaker for all clients of the process (DEFAULT_CIRCUIT_BREAKER_STRATEGY has one name):
            # ten failures of one tenancy would keep us from all others for 30 seconds. `Clouds` leaves out who is down.
            circuit_breaker_strategy=NoCircuitBreakerStrategy(),
            # The SDK's models make an empty object of an answer that is not theirs, and `UNKNOWN_ENUM_VALUE` of `GCP`.
            skip_deserialization=True,
        )
        if endpoint and is_without_tls(endpoint):
            client.base_client.session.trust_env = False  # no proxy; REQUESTS_CA_BUNDLE is about TLS
        guard_answers(client, self._most_seconds)
        base = client.base_client
        base.request = ShownRequests(self._shown, service, access.region, base.request)
        return client


def _client_class(service: str) -> Any:
    import oci

    return {
        "database": lambda: oci.database.DatabaseClient,
        "identity": lambda: oci.identity.IdentityClient,
        "secrets": lambda: oci.secrets.SecretsClient,
        "work_requests": lambda: oci.work_requests.WorkRequestClient,
    }[service]()
