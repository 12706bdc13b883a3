"""What is said when there is no answer."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.live.access import AwsAccess
from generator.live.answers import Cause, NotKnown
from generator.live.aws.caller import Caller
from generator.live.aws.keys import Key
from generator.live.aws.network_failures import reason
from generator.live.clouds import Clouds
from generator.live.connections import Connections
from tests.live.trickling_server import Trickle, trickling, trickling_server

from .aws_faults import CLOSED, CUT, CUT_CHUNKS, SILENT, Faults, Played, kms_error, query

pytestmark = pytest.mark.usefixtures("aws_credentials", "no_waiting")
SET_BY = "Something must answer at the address in AWS_ENDPOINT_URL; remove the variable to ask AWS itself."


@pytest.fixture
def nobodys_port() -> int:
    """A port of 127.0.0.1 at which nobody listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port


def asked(access: AwsAccess) -> NotKnown:
    answer = Caller(access).asked_of(Connections())
    assert isinstance(answer, NotKnown)
    return answer


def test_nobody_listens(access: AwsAccess, nobodys_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://name:PLANTED@127.0.0.1:{nobodys_port}/?PLANTED")

    assert asked(access) == NotKnown(
        Cause.UNREACHABLE,
        f"AWS STS in us-east-2 cannot be reached at 127.0.0.1:{nobodys_port}: connection refused",
        SET_BY,
    )


def test_an_endpoint_in_the_configuration_counts(
    access: AwsAccess, nobodys_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config"
    config.write_text(f"[default]\nendpoint_url = http://127.0.0.1:{nobodys_port}\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))

    assert asked(access) == NotKnown(
        Cause.UNREACHABLE,
        f"AWS STS in us-east-2 cannot be reached at 127.0.0.1:{nobodys_port}: connection refused",
        "Look at the network, at HTTPS_PROXY and at `aws.region` of the stack. Set AWS_ENDPOINT_URL if a private "
        "endpoint is the way.",
    )


@pytest.mark.parametrize("nonsense", ["nonsense", "http://", "http://127.0.0.1:port"])
def test_an_endpoint_that_is_no_url(access: AwsAccess, monkeypatch: pytest.MonkeyPatch, nonsense: str) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", nonsense)

    assert asked(access) == NotKnown(
        Cause.UNREACHABLE,
        "AWS STS in us-east-2 cannot be reached: its endpoint is set to something that is no URL",
        "Set AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_STS or `endpoint_url` of the AWS configuration to a URL such as "
        "`https://vpce-1a2b.kms.us-east-2.vpce.amazonaws.com`, or remove it.",
    )


def test_a_connection_that_is_always_closed(access: AwsAccess, aws_plays: Callable[..., Faults]) -> None:
    faults = aws_plays(CLOSED)

    place = faults.endpoint_url.removeprefix("http://")
    assert asked(access) == NotKnown(
        Cause.UNREACHABLE,
        f"AWS STS in us-east-2 cannot be reached at {place}: connection closed before the end of the answer",
        SET_BY,
    )
    assert len(faults.asked) == 4


@pytest.mark.parametrize(("played", "attempts"), [(CUT, 3), (CUT_CHUNKS, 4)])
def test_an_answer_that_is_always_cut_off(
    access: AwsAccess, aws_plays: Callable[..., Faults], played: Played, attempts: int
) -> None:
    """Somebody is there, and answers what else is asked."""
    faults = aws_plays(played)

    assert asked(access) == NotKnown(
        Cause.SERVICE_ERROR,
        "AWS STS in us-east-2 breaks off in the middle of its answer at every attempt",
        "Run it again; if it stays so, look for a proxy or a firewall on the way.",
    )
    assert len(faults.asked) == attempts


def test_after_an_answer_that_is_cut_off_the_others_are_asked(
    access: AwsAccess, aws_plays: Callable[..., Faults]
) -> None:
    account = query("GetCallerIdentity", f"<Account>{access.account_id}</Account><Arn>arn:aws:iam::1:user/me</Arn>")
    faults = aws_plays(account, CUT, CUT, CUT, kms_error("NotFoundException"))
    ask = Clouds(Connections()).ask

    first, second = ask(Key(access, "alias/one")), ask(Key(access, "alias/two"))

    assert isinstance(first, NotKnown)
    assert second is None
    assert faults.asked == ["GetCallerIdentity", *["DescribeKey"] * 4]


def test_an_endpoint_that_is_silent(
    access: AwsAccess, aws_plays: Callable[..., Faults], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.live.aws.connection.READ_TIMEOUT", 0.1)
    faults = aws_plays(SILENT)

    place = faults.endpoint_url.removeprefix("http://")
    assert asked(access).summary == f"AWS STS in us-east-2 cannot be reached at {place}: no answer in time"


@trickling
def test_an_answer_that_trickles_in(access: AwsAccess, monkeypatch: pytest.MonkeyPatch, trickle: Trickle) -> None:
    """The next byte is there in time, again and again, and the answer never."""
    monkeypatch.setattr("generator.live.aws.bounded_answers.MOST_SECONDS", 0.2)
    with trickling_server(trickle) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.address)

        place = server.address.removeprefix("http://")
        assert asked(access) == NotKnown(
            Cause.UNREACHABLE, f"AWS STS in us-east-2 cannot be reached at {place}: no answer in time", SET_BY
        )
    assert server.requests == 4


def test_credentials_that_trickle_in(access: AwsAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    """The client that the SDK makes for itself is bound too."""
    monkeypatch.setattr("generator.live.aws.bounded_answers.MOST_SECONDS", 0.2)
    with trickling_server(Trickle.BODY) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.address)
        role = f"arn:aws:iam::{access.account_id}:role/adbkms"
        answer = asked(AwsAccess(access.account_id, access.region, assume_role_arn=role))

    assert answer.cause is Cause.UNREACHABLE
    assert answer.summary.endswith("no answer in time")


def test_no_tls(access: AwsAccess, aws_plays: Callable[..., Faults], monkeypatch: pytest.MonkeyPatch) -> None:
    place = aws_plays(CUT).endpoint_url.removeprefix("http://")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"https://{place}")

    assert asked(access) == NotKnown(
        Cause.UNREACHABLE,
        f"AWS STS in us-east-2 cannot be reached at {place}: no TLS connection",
        "If a proxy of your network opens TLS, name the file with its certificate in AWS_CA_BUNDLE, or in `ca_bundle` "
        "of the AWS configuration.",
    )


def test_a_proxy_that_nobody_runs(access: AwsAccess, nobodys_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_PROXY", "no_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", f"http://name:PLANTED@127.0.0.1:{nobodys_port}")

    assert asked(access) == NotKnown(
        Cause.UNREACHABLE,
        "AWS STS in us-east-2 cannot be reached: connection refused",
        f"Look at HTTPS_PROXY, HTTP_PROXY and NO_PROXY: requests go by the proxy 127.0.0.1:{nobodys_port}.",
    )


@pytest.mark.parametrize(
    ("region", "service", "endpoint"),
    [
        ("us-east-2", "kms", "https://kms.us-east-2.amazonaws.com"),
        ("us-east-2", "iam", "https://iam.amazonaws.com"),
        ("us-east-2", "sts", "https://sts.us-east-2.amazonaws.com"),
        ("cn-north-1", "iam", "https://iam.cn-north-1.amazonaws.com.cn"),
        ("cn-north-1", "sts", "https://sts.cn-north-1.amazonaws.com.cn"),
        ("us-gov-west-1", "kms", "https://kms.us-gov-west-1.amazonaws.com"),
        ("us-gov-west-1", "iam", "https://iam.us-gov.amazonaws.com"),
    ],
)
def test_each_partition_has_its_own_endpoints(region: str, service: str, endpoint: str) -> None:
    assert Connections().aws.client(AwsAccess("111122223333", region), service).meta.endpoint_url == endpoint


def test_a_name_that_nobody_knows() -> None:
    """Not staged: it would ask a name server."""
    from botocore.exceptions import EndpointConnectionError

    unknown = socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert reason(EndpointConnectionError(endpoint_url="https://kms.nowhere", error=unknown)) == "host name not known"
