"""Addresses of AWS that the user has set: an answer, and what asks for it, may go by nobody else."""

from __future__ import annotations

from typing import Any

from generator.live.in_the_clear import is_in_the_clear, is_without_tls


class InTheClear(Exception):
    """The endpoint of `service` is on another machine, and without TLS: a session token would be read on the way."""

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service


def guard_endpoints(session: Any) -> None:
    """From now on the session raises InTheClear instead of making a client for such an endpoint, and a client for this
    machine alone takes no proxy. That holds for those that the session makes for itself too: STS and IAM Identity
    Center, by which it comes to credentials."""
    create = session.create_client

    def create_guarded(*args: Any, **kwargs: Any) -> Any:
        client = create(*args, **kwargs)
        if is_in_the_clear(client.meta.endpoint_url):
            raise InTheClear(client.meta.service_model.service_name)
        if is_without_tls(client.meta.endpoint_url):
            _without_proxy(client)
        return client

    session.create_client = create_guarded


def _without_proxy(client: Any) -> None:
    from botocore.httpsession import ProxyConfiguration

    # What is given to a client counts for all endpoints, and which one it has is known when it is made (botocore 1.44).
    client._endpoint.http_session._proxy_config = ProxyConfiguration()
