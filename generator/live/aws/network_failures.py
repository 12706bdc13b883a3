"""Why AWS could not be reached: the network, a proxy, TLS, an address that is none."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.live.answers import Cause, NotKnown
from generator.live.aws.guarded_endpoints import InTheClear
from generator.live.aws.request import AwsRequest


def reason(wrong: BaseException) -> str:
    """Why there was no answer, in a few words that hold nothing of the request."""
    from botocore.exceptions import (
        ConnectionClosedError,
        ConnectTimeoutError,
        IncompleteReadError,
        ProxyConnectionError,
        ReadTimeoutError,
        ResponseStreamingError,
        SSLError,
    )

    for one in _causes(wrong):
        if isinstance(one, ConnectionRefusedError):
            return "connection refused"
        if isinstance(one, socket.gaierror):
            return "host name not known"
        if isinstance(one, ssl.SSLCertVerificationError):
            return f"TLS certificate not accepted ({one.verify_message})"
    if isinstance(wrong, SSLError):
        return "no TLS connection"
    if isinstance(wrong, ProxyConnectionError):
        return "the proxy refuses"
    if isinstance(wrong, ConnectTimeoutError):
        return "no connection in time"
    if isinstance(wrong, ReadTimeoutError):
        return "no answer in time"
    if isinstance(wrong, ConnectionClosedError | IncompleteReadError | ResponseStreamingError):
        return "connection closed before the end of the answer"
    return "no connection"


def network_failure(request: AwsRequest, wrong: Exception) -> NotKnown | None:
    """What to say when there was no answer; None when `wrong` is about something else."""
    from botocore.exceptions import (
        ConnectionError,
        HTTPClientError,
        IncompleteReadError,
        ProxyConnectionError,
        ResponseStreamingError,
        SSLError,
    )

    if isinstance(wrong, ValueError) and str(wrong).startswith(("Invalid endpoint", "Port ")):  # botocore, urllib
        return _no_address(request)
    if isinstance(wrong, InTheClear):
        return _in_the_clear(wrong.service)
    if isinstance(wrong, IncompleteReadError | ResponseStreamingError):
        return _cut_off(request)
    if not isinstance(wrong, ConnectionError | HTTPClientError):
        return None
    given = getattr(wrong, "kwargs", {})
    why = reason(wrong)
    if isinstance(wrong, ProxyConnectionError):
        fix = (
            f"Look at HTTPS_PROXY, HTTP_PROXY and NO_PROXY: requests go by the proxy {_place(given.get('proxy_url'))}."
        )
    elif isinstance(wrong, SSLError):
        fix = (
            "If a proxy of your network opens TLS, name the file with its certificate in AWS_CA_BUNDLE, or in "
            "`ca_bundle` of the AWS configuration."
        )
    else:
        fix = _way(request)
    place = _place(given.get("endpoint_url"))
    at = f" at {place}" if place else ""
    return NotKnown(Cause.UNREACHABLE, f"{request.whom} cannot be reached{at}: {why}", fix)


def _no_address(request: AwsRequest) -> NotKnown:
    return NotKnown(
        Cause.UNREACHABLE,
        f"{request.whom} cannot be reached: its endpoint is set to something that is no URL",
        f"Set AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_{request.service.upper()} or `endpoint_url` of the AWS configuration "
        "to a URL such as `https://vpce-1a2b.kms.us-east-2.vpce.amazonaws.com`, or remove it.",
    )


def _in_the_clear(service: str) -> NotKnown:
    return NotKnown(
        Cause.UNREACHABLE,
        f"The endpoint of AWS {service.upper()} is another machine without TLS, where credentials would be seen on the "
        "way",
        f"Set AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_{service.upper()} or `endpoint_url` of the AWS configuration to an "
        "address that begins with `https://`; `http://` is for this machine alone: 127.0.0.1, or localhost.",
    )


def _cut_off(request: AwsRequest) -> NotKnown:
    """Somebody is there: this says nothing of what else is asked there."""
    return NotKnown(
        Cause.SERVICE_ERROR,
        f"{request.whom} breaks off in the middle of its answer at every attempt",
        "Run it again; if it stays so, look for a proxy or a firewall on the way.",
    )


def _way(request: AwsRequest) -> str:
    if set_by := [name for name in _endpoint_variables(request) if os.environ.get(name)]:
        return f"Something must answer at the address in {set_by[0]}; remove the variable to ask AWS itself."
    return (
        "Look at the network, at HTTPS_PROXY and at `aws.region` of the stack. Set AWS_ENDPOINT_URL if a private "
        "endpoint is the way."
    )


def _endpoint_variables(request: AwsRequest) -> tuple[str, str]:
    return f"AWS_ENDPOINT_URL_{request.service.upper()}", "AWS_ENDPOINT_URL"


def _place(url: object) -> str:
    """Host and port of a URL: what else is in it may be secret."""
    try:
        parts = urlsplit(str(url or ""))
        host = parts.hostname or ""
        return f"{host}:{parts.port}" if parts.port else host
    except ValueError:
        return ""


def _causes(wrong: BaseException) -> Iterator[BaseException]:
    """The exception and what it was made from, as Python, botocore and urllib3 keep it."""
    seen: set[int] = set()
    waiting: list[object] = [wrong]
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), getattr(one, "original_error", None)]
        waiting += [getattr(one, "kwargs", {}).get("error"), *one.args]
