"""What is sent to an address without TLS stays on this machine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.live.access import AwsAccess
from generator.live.answers import Cause, NotKnown
from generator.live.aws.caller import Caller, LiveCaller
from generator.live.aws.keys import Key
from generator.live.connections import Connections
from tests.live.oci.odd_server import closed_port

from .aws_faults import Faults, query

pytestmark = pytest.mark.usefixtures("aws_credentials", "no_waiting")
ELSEWHERE = "http://192.0.2.1:9"
CALLER = query("GetCallerIdentity", "<Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/me</Arn>")


def in_the_clear(service: str) -> NotKnown:
    return NotKnown(
        Cause.UNREACHABLE,
        f"The endpoint of AWS {service} is another machine without TLS, where credentials would be seen on the way",
        f"Set AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_{service} or `endpoint_url` of the AWS configuration to an address "
        "that begins with `https://`; `http://` is for this machine alone: 127.0.0.1, or localhost.",
    )


@pytest.mark.parametrize(
    "address", [ELSEWHERE, "http://127.999.1.1:9", "HTTP://localhost.example", r"http://192.0.2.2\@127.0.0.1"]
)
def test_another_machine_without_tls(access: AwsAccess, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)

    assert Key(access, "alias/orders").asked_of(Connections()) == in_the_clear("KMS")


def test_nor_is_it_asked_for_credentials(
    access: AwsAccess, aws_plays: Callable[..., Faults], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the client that is made for the role."""
    faults = aws_plays(CALLER)
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", ELSEWHERE)
    role = f"arn:aws:iam::{access.account_id}:role/reader"

    there = AwsAccess(access.account_id, access.region, assume_role_arn=role)

    assert Key(there, "alias/orders").asked_of(Connections()) == in_the_clear("STS")
    assert faults.asked == []


def test_no_proxy_is_on_the_way_to_this_machine(
    access: AwsAccess, aws_plays: Callable[..., Faults], monkeypatch: pytest.MonkeyPatch
) -> None:
    aws_plays(CALLER)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, closed_port())

    assert isinstance(Caller(access).asked_of(Connections()), LiveCaller)
