"""The way to AWS: clients of boto3, and calls that answer instead of raising."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from generator import __version__
from generator.live.access import AwsAccess
from generator.live.answers import Answer
from generator.live.aws.all_pages import all_pages
from generator.live.aws.answer_failures import not_understood
from generator.live.aws.failures import UNREADABLE, absent, failure, not_connected
from generator.live.aws.request import AwsRequest
from generator.live.aws.sessions import AwsSessions
from generator.live.aws.whole_answers import tried_again

CONNECT_TIMEOUT = 5
READ_TIMEOUT = 10
"""In seconds, for each attempt: until there is a connection, and until the next bytes of the answer come."""
MOST_ATTEMPTS = 4
"""Of one request, unless AWS_MAX_ATTEMPTS or `max_attempts` of the AWS configuration say otherwise."""
MOST_CONNECTIONS = 16
"""Kept open by one client; `Clouds` has fewer requests under way."""

T = TypeVar("T")
Shape = TypeVar("Shape")
Found = TypeVar("Found")


class AwsConnections:
    """Every account by its own session, and one client for each session, region and service. Threads may share it.

    Credentials come from the SDK's own chain and nowhere else. `shown` is told of every request in a line without
    anything secret.
    """

    def __init__(self, shown: Callable[[str], object] = lambda line: None) -> None:
        self._sessions = AwsSessions(shown, _config)
        self._lock = threading.Lock()
        self._clients: dict[tuple[str | None, str | None, str, str], Any] = {}

    def client(self, access: AwsAccess, service: str) -> Any:
        """The client of a service (`kms`). Raises whatever the SDK does about configuration and credentials."""
        key = (access.profile, access.assume_role_arn, access.region, service)
        with self._lock:
            known = self._clients.get(key)
        if known is not None:
            return known
        with self._sessions.session(access) as session:  # one thread at a time, since sessions are not made for more
            with self._lock:
                known = self._clients.get(key)
            if known is None:
                known = _client(session, service, access.region)
                with self._lock:
                    self._clients[key] = known
            return known

    def answer(
        self,
        read: Callable[[Shape], T],
        access: AwsAccess,
        service: str,
        operation: str,
        *,
        shape: type[Shape],
        permission: str = "",
        none_too: tuple[str, ...] = (),
        **arguments: Any,
    ) -> Answer[T]:
        """What `read` makes of what the service answers to `operation`, a method of the client (`describe_key`), as
        `shape`, whose fields are the API's; None where it says that there is no such thing. An answer that has another
        shape, or that cannot be read, is a failure of the service. Never raises.

        `permission` is what the caller needs, `kms:DescribeKey on arn:…`; `none_too` are more error codes that mean
        "there is none"."""
        return self._answer(
            read,
            lambda client: msgspec.convert(getattr(client, operation)(**arguments), shape),
            AwsRequest(access, service, operation, permission),
            none_too,
        )

    def answer_in_pages(
        self,
        read: Callable[[list[Shape]], T],
        access: AwsAccess,
        service: str,
        operation: str,
        *,
        shape: type[Shape],
        permission: str,
        **arguments: Any,
    ) -> Answer[T]:
        """The same for a list; `read` gets all of its pages."""

        def found(client: Any) -> list[Shape]:
            pages = client.get_paginator(operation).paginate(**arguments)
            return [msgspec.convert(page, shape) for page in all_pages(pages)]

        return self._answer(read, found, AwsRequest(access, service, operation, permission))

    def _answer(
        self,
        read: Callable[[Found], T],
        find: Callable[[Any], Found],
        request: AwsRequest,
        none_too: tuple[str, ...] = (),
    ) -> Answer[T]:
        # Every exception, since the SDK lets through what its parsers, a credential_process of the user and Python's
        # sockets raise, and an account that fails must not hide the others.
        try:
            client = self.client(request.access, request.service)
        except Exception as wrong:
            return not_connected(request, wrong)
        try:
            found = tried_again(lambda: find(client))
        except Exception as wrong:
            return None if absent(request, wrong, none_too) else failure(request, wrong)
        try:
            return read(found)
        except (*UNREADABLE, ValueError):
            return not_understood(request)


def _client(session: Any, service: str, region: str) -> Any:
    """By boto3, over a session of botocore whose service models are read already (`AwsSessions`): one of boto3's own
    would read them anew, which takes four times as long."""
    import boto3.session

    over = boto3.session.Session(botocore_session=session)
    return over.client(service, region_name=region, config=_config(session))


def _config(session: Any) -> Any:
    from botocore.config import Config

    attempts = session.get_config_variable("max_attempts") or MOST_ATTEMPTS
    return Config(
        connect_timeout=CONNECT_TIMEOUT,
        read_timeout=READ_TIMEOUT,
        retries={"mode": "standard", "total_max_attempts": attempts},
        max_pool_connections=MOST_CONNECTIONS,
        user_agent_extra=f"adbkms/{__version__}",
    )
