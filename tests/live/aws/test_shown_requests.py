"""What `--verbose` shows of the requests to AWS."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from generator.live.access import AwsAccess
from generator.live.aws.caller import Caller
from generator.live.aws.identities import Role
from generator.live.aws.keys import Key
from generator.live.concurrently import concurrently
from generator.live.connections import Connections
from tests.terraform.moto_server import MotoServer

from .aws_faults import PAGE, Faults, kms_error


@pytest.fixture
def shown() -> list[str]:
    return []


def timeless(lines: list[str]) -> list[str]:
    return [re.sub(r"in \d+ ms", "in N ms", line) for line in lines]


def test_every_attempt_is_a_line(aws_plays: Callable[..., Faults], access: AwsAccess, shown: list[str]) -> None:
    aws_plays(kms_error("ThrottlingException"), kms_error("KMSInternalException", status=500), PAGE)

    Key(access, "alias/orders").asked_of(Connections(shown.append))

    assert timeless(shown) == [
        "AWS kms DescribeKey us-east-2 -> 400 in N ms (request r-1)",
        "AWS kms DescribeKey us-east-2 -> 500 in N ms (attempt 2, request r-1)",
        "AWS kms DescribeKey us-east-2 -> 200 in N ms (attempt 3, request r-1)",
    ]


def test_an_attempt_without_an_answer_says_why(
    aws_credentials: None, access: AwsAccess, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1/?PLANTED")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")

    Caller(access).asked_of(Connections(shown.append))

    assert timeless(shown) == ["AWS sts GetCallerIdentity us-east-2 -> connection refused in N ms"]


def test_a_role_is_assumed_once_and_nothing_secret_is_shown(aws_environment: MotoServer, shown: list[str]) -> None:
    role = "arn:aws:iam::444455556666:role/reader"
    there = AwsAccess("444455556666", "us-east-2", assume_role_arn=role)
    connections = Connections(shown.append)

    Caller(there).asked_of(connections)
    Role(there, "oracle").asked_of(connections)

    assert [re.sub(r" \(request \w+\)", "", line) for line in timeless(shown)] == [
        "AWS sts AssumeRole us-east-2 -> 200 in N ms",
        "AWS sts GetCallerIdentity us-east-2 -> 200 in N ms",
        "AWS iam GetRole us-east-2 -> 404 in N ms",
    ]


def test_threads_share_one_client(aws_environment: MotoServer, access: AwsAccess, shown: list[str]) -> None:
    connections = Connections(shown.append)

    answers = concurrently(range(40), lambda number: Key(access, f"alias/key-{number}").asked_of(connections))

    assert answers == [None] * 40
    assert len(shown) == 40
    clients = concurrently(range(8), lambda number: connections.aws.client(access, "kms"))
    assert len(set(map(id, clients))) == 1
