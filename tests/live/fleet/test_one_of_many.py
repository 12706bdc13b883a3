"""An account that cannot be asked does not hide the others."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from generator.live.clouds import MOST_AT_ONCE
from generator.live.oci.retries import MOST_ATTEMPTS_TO_REACH
from tests.oci_service import Delay
from tests.oci_service.refusals import too_many_requests

from .aws_process import AwsFault
from .conftest import ALL, DATABASES, World
from .specs import database_name, database_ocid

pytestmark = pytest.mark.xdist_group("fleet")

REFUSING, UNKNOWN, DENIED, MISSING = 1, 3, 4, 6
FAILING = (REFUSING, UNKNOWN, DENIED, MISSING)


@pytest.fixture
def closed_port() -> Iterator[str]:
    """An address at which nobody listens, and nobody else will meanwhile."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listening:
        yield listening


def connections_to(listening: socket.socket) -> int:
    """How many there were."""
    listening.setblocking(False)
    count = 0
    with suppress(BlockingIOError):
        while True:
            listening.accept()[0].close()
            count += 1
    return count


def of_account(data: str) -> dict[int, list[dict[str, Any]]]:
    """The databases in JSON by the number of their account."""
    found: dict[int, list[dict[str, Any]]] = {}
    for one in json.loads(data)["databases"]:
        found.setdefault(int(one["stack"].removeprefix("account-")), []).append(one)
    return found


def configured(world: World, closed_port: str) -> dict[str, str]:
    """Four of the twenty accounts cannot be asked, each for another reason."""
    accounts = world.fleet.accounts
    world.fleet.aws.fail(AwsFault("AssumeRole", accounts[DENIED].account_id, code="AccessDenied", status=403))
    return world.configure(
        [
            replace(accounts[REFUSING], endpoint_url=closed_port),
            replace(accounts[UNKNOWN], profile="nobody"),
            replace(accounts[MISSING], oci_profile="NOBODY"),
        ]
    )


def test_four_accounts_fail_and_sixteen_are_right(
    world: World, closed_port: str, impatient: Callable[[float], list[str]]
) -> None:
    impatient(10)

    ended = world.status(configured(world, closed_port), "--format", "json")

    assert ended.code == 1
    found = of_account(ended.data)
    assert len(found) == len(world.fleet.accounts)
    for number, databases in found.items():
        assert len(databases) == DATABASES
        for database in databases:
            assert database["matches"] is (None if number in FAILING else True)
    causes = {number: {why["cause"] for one in found[number] for why in one["not_known"]} for number in FAILING}
    assert causes == {
        REFUSING: {"unreachable"},
        UNKNOWN: {"no credentials"},
        DENIED: {"not permitted"},
        MISSING: {"no credentials"},
    }
    # What the other cloud says of their databases is there all the same.
    assert found[REFUSING][0]["found"]["lifecycle_state"] == "AVAILABLE"
    assert found[MISSING][0]["wanted"]["key_arn"].startswith("arn:aws:kms:")


def test_each_failure_is_said_once_for_all_its_databases(
    world: World, closed_port: str, impatient: Callable[[float], list[str]]
) -> None:
    impatient(10)

    ended = world.status(configured(world, closed_port))

    assert ended.code == 1
    assert ended.data.count("  matches\n") == ALL - len(FAILING) * DATABASES
    said = [line for line in ended.data.splitlines() if line.startswith("Not known, for ")]
    assert sorted(said) == sorted(
        f"Not known, for {names} ({code}):"
        for number, code in ((REFUSING, "LIV006"), (UNKNOWN, "LIV001"), (DENIED, "LIV004"), (MISSING, "LIV001"))
        for names in [", ".join(f"account-{number:02}/db-{number:02}-{index:02}" for index in range(DATABASES))]
    )
    assert 'profile "nobody"' in ended.data.replace("\n  ", " ")


def test_who_never_answers_is_asked_by_few_and_the_others_are_done(
    world: World, silent: socket.socket, impatient: Callable[[float], list[str]]
) -> None:
    of_aws, of_oci, many, plenty = 5, 8, 40, 1000
    world.monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    world.oci.fail(Delay(3600), tenancy=world.fleet.accounts[of_oci].tenancy_id, times=plenty)
    account = replace(world.fleet.accounts[of_aws], endpoint_url=f"http://127.0.0.1:{silent.getsockname()[1]}")
    environment = world.configure([account], {of_aws: many, of_oci: many})
    impatient(3)

    ended = world.status(environment, "--format", "json")

    assert ended.code == 1
    found = of_account(ended.data)
    for number, databases in found.items():
        assert len(databases) == (many if number in (of_aws, of_oci) else DATABASES)
        if number not in (of_aws, of_oci):
            assert all(one["matches"] for one in databases)
    for number in (of_aws, of_oci):
        assert {why["cause"] for why in found[number][0]["not_known"]} == {"unreachable"}
    # One question to AWS, who the caller is, holds for all databases of the account.
    assert connections_to(silent) == 2
    # OCI is asked for each database, so many at a time. When the first of them give up, all others know.
    (fault,) = world.oci.faults.left
    assert fault.times is not None
    assert MOST_ATTEMPTS_TO_REACH <= plenty - fault.times <= MOST_AT_ONCE * MOST_ATTEMPTS_TO_REACH


def test_everybody_who_is_throttled_gets_an_answer_in_the_end(
    world: World, impatient: Callable[[float], list[str]]
) -> None:
    few = 4
    for account in world.fleet.accounts[:few]:
        for index in range(DATABASES):
            world.oci.fail(too_many_requests(), f"*/{database_ocid(account, index)}", times=2)
            name = f'"alias/{database_name(account, index)}"'
            world.fleet.aws.fail(AwsFault("DescribeKey", name, code="ThrottlingException", times=2))
    shown = impatient(10)

    ended = world.status(world.configure(databases=dict.fromkeys(range(few), DATABASES), others=0))

    assert ended.code == 0
    assert ended.data.count("  matches\n") == few * DATABASES
    assert sum("429 TooManyRequests" in line for line in shown) == 2 * few * DATABASES
    assert sum("kms DescribeKey" in line and "-> 400" in line for line in shown) == 2 * few * DATABASES


def test_one_account_and_one_tenancy_get_no_more_at_once_than_the_bound(world: World) -> None:
    many = 40
    world.oci.fail(Delay(0.1), tenancy=world.fleet.accounts[0].tenancy_id)
    world.fleet.aws.fail(AwsFault("DescribeKey", seconds=0.1))

    # Most of these databases are in the spec only; asking for them is what counts here.
    world.status(world.configure(databases={0: many}, others=0))

    assert world.oci.traffic.most_at_once == MOST_AT_ONCE
    assert world.fleet.aws.traffic()["most_at_once"]["kms"] == MOST_AT_ONCE
