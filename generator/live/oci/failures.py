"""What goes wrong between us and a service of OCI, as `NotKnown`.

The SDK's own texts are not shown: a `ServiceError` prints a page, and what the network layers say may hold an address
with a password of a proxy. `code` and `message` of a service's error are meant for people; they are kept to one line,
and left out where they quote the request (`generator.live.said`).
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from oci._vendor.requests import exceptions as of_requests
from oci.exceptions import ServiceError
from urllib3 import exceptions as of_urllib3

from generator.live import said
from generator.live.answers import Cause, NotKnown
from generator.live.oci.credentials import Credentials
from generator.live.oci.guarded_answers import NotOci

# https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm: 401 NotAuthenticated, "or the date header is
# more than 5 minutes off".
_MOST_CLOCK_SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class Request:
    """What was asked for: in which region, of which host, by whose credentials, and the permission it takes."""

    region: str
    host: str
    credentials: Credentials
    permission: str


def failure_of(error: Exception, request: Request) -> NotKnown:
    """Why `request` has no answer. Any exception of the SDK is expected here."""
    if isinstance(error, ServiceError):
        return _refused(error, request)
    if isinstance(error, NotOci):
        return unreadable(request, error.why)
    if is_about_the_network(error):
        return _unreachable(error, request)
    # Signers that fetch a token, and answers that are not what the SDK expects, raise whatever they like.
    return NotKnown(
        Cause.SERVICE_ERROR,
        f"The OCI SDK failed to ask {request.host}: {type(error).__name__}",
        "Run it again; if it stays so, run it with --verbose, and ask the same with Oracle's own `oci` command.",
    )


def unreadable(request: Request, why: str) -> NotKnown:
    """An answer that is not what the service's API promises."""
    return NotKnown(
        Cause.SERVICE_ERROR,
        f"{request.host} answers something that cannot be read: {why}",
        "Check that a proxy or ADBKMS_OCI_ENDPOINT does not lead to something other than OCI, and run it again.",
    )


def is_about_the_network(error: BaseException) -> bool:
    """Whether nobody answered, or not to the end."""
    return any(isinstance(one, of_requests.RequestException | ConnectionError) for one in _layers(error))


def is_about_tls(error: BaseException) -> bool:
    """Whether the two sides did not agree on a certificate or a protocol."""
    return any(isinstance(one, of_requests.SSLError | of_urllib3.SSLError) for one in _layers(error))


def reason(error: BaseException) -> str:
    """Why there was no answer, in a few words that hold nothing of the request."""
    layers = list(_layers(error))
    words = (words for kind, words in _NETWORK_WORDS if any(isinstance(one, kind) for one in layers))
    return next(words, "no connection" if is_about_the_network(error) else "no answer")


def _layers(error: BaseException) -> Iterator[BaseException]:
    """The error and those it was made of: requests and the SDK keep them in the arguments, urllib3 in `reason`."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]


_NETWORK_WORDS: tuple[tuple[type[BaseException], str], ...] = (
    (of_requests.SSLError, "its certificate is not trusted, or TLS fails"),
    (of_requests.ProxyError, "the proxy fails"),
    (socket.gaierror, "host name not known"),
    (of_requests.ConnectTimeout, "no connection in time"),
    (of_urllib3.ReadTimeoutError, "no answer in time"),  # in the middle of it, or before
    (ConnectionRefusedError, "connection refused"),
    (of_urllib3.ProtocolError, "connection closed before the end of the answer"),
)


def _unreachable(error: Exception, request: Request) -> NotKnown:
    layers = list(_layers(error))
    if any(isinstance(one, of_requests.ChunkedEncodingError) for one in layers):
        # Somebody is there: this says nothing of what else is asked there.
        return NotKnown(
            Cause.SERVICE_ERROR,
            f"{request.host} breaks off in the middle of its answer at every attempt",
            "Run it again; if it stays so, look for a proxy or a firewall on the way.",
        )
    if any(isinstance(one, of_requests.SSLError) for one in layers):
        fix = (
            "Where a company's proxy or endpoint has a certificate of its own, set REQUESTS_CA_BUNDLE to its authority."
        )
    else:
        fix = (
            f"Check the network, the region {request.region}, the proxy (HTTPS_PROXY), and ADBKMS_OCI_ENDPOINT if you "
            "have set it."
        )
    return NotKnown(Cause.UNREACHABLE, f"{request.host} cannot be reached: {reason(error)}", fix)


def _refused(error: ServiceError, request: Request) -> NotKnown:
    status = error.status
    what = f"{status} {said.code(error.code)}".strip()
    message = said.message(error.message)
    if status == 401:
        return _not_authenticated(error, what, request)
    if status == 404:
        return NotKnown(
            Cause.NOT_FOUND_OR_NOT_PERMITTED,
            f"It does not exist in {request.region}, or you may not see it: OCI answers {what}",
            f"Check the OCID, the region, and that it belongs to the tenancy of {request.credentials.description}. "
            + _grant(request.permission),
            request.permission,
        )
    if status == 403:
        return NotKnown(
            Cause.NOT_PERMITTED,
            f"OCI does not permit it: {_with(what, message)}",
            _grant(request.permission),
            request.permission,
        )
    if status == 429:
        return NotKnown(
            Cause.THROTTLED,
            f"{request.host} answers to every attempt that there are too many requests: {what}",
            "Wait a minute, and run it again, for fewer stacks at a time.",
        )
    if status >= 500:
        return NotKnown(
            Cause.SERVICE_ERROR,
            f"{request.host} fails at every attempt: {_with(what, message)}",
            "Run it again later. Oracle's status page is https://ocistatus.oraclecloud.com.",
        )
    if status == 409:
        return NotKnown(
            Cause.SERVICE_ERROR,
            f"OCI cannot answer now: {_with(what, message)}",
            "Something else is under way there. Wait until it is done, and run it again.",
        )
    return NotKnown(
        Cause.SERVICE_ERROR,
        f"OCI refuses the request: {_with(what, message)}",
        "Check the OCIDs and the region in the spec, and ADBKMS_OCI_ENDPOINT if you have set it.",
    )


def _not_authenticated(error: ServiceError, what: str, request: Request) -> NotKnown:
    credentials = request.credentials
    if skew := _clock_skew(error.headers):
        minutes = int(skew.total_seconds() // 60)
        return NotKnown(
            Cause.NO_CREDENTIALS,
            f"OCI does not accept the signature: this machine's clock differs from OCI's by {minutes} minutes",
            "Set the clock, best with NTP: OCI refuses requests that are more than 5 minutes off.",
        )
    return NotKnown(
        Cause.EXPIRED if credentials.can_expire else Cause.NO_CREDENTIALS,
        f"OCI does not accept the credentials of {credentials.description}: {what}",
        credentials.remedy,
    )


def _clock_skew(headers: Any) -> timedelta | None:
    """How far this clock and that of the answer are apart, if that is too far."""
    try:
        theirs = parsedate_to_datetime(headers.get("date") or "")
    except ValueError:
        return None
    if theirs.tzinfo is None:
        return None
    skew = abs(datetime.now(UTC) - theirs)
    return skew if skew > _MOST_CLOCK_SKEW else None


def _grant(permission: str) -> str:
    return f"If it is there, an administrator has to grant it: `Allow group GROUP to {permission}`."


def _with(what: str, message: str) -> str:
    return f"{what}: {message}" if message else what
