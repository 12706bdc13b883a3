"""A look at a fleet as a whole process: its streams, its progress bar, and Ctrl-C."""

from __future__ import annotations

import json
import signal
import time

import pytest

from tests.oci_service import Delay

from .conftest import ALL, DATABASES, Terminal, World

pytestmark = pytest.mark.xdist_group("fleet")

HIDE_CURSOR, SHOW_CURSOR, WIPE_LINE = "\x1b[?25l", "\x1b[?25h", "\x1b[2K"


def test_without_a_terminal_json_is_all_of_the_data_and_requests_all_of_the_messages(world: World) -> None:
    with world.process(world.configure(), "--format", "json", "--verbose") as process:
        data, messages = process.communicate(timeout=120)

    assert process.returncode == 0, messages.decode()
    found = json.loads(data)["databases"]
    assert len(found) == ALL
    assert all(one["matches"] for one in found)
    assert [one["database"] for one in found] == sorted(one["database"] for one in found)
    lines = messages.decode().splitlines()
    assert all(line.startswith(("AWS ", "OCI ")) and " -> 200 in " in line for line in lines)
    assert sum("DescribeKey" in line for line in lines) >= ALL
    assert sum("OCI database GetAutonomousDatabase " in line for line in lines) == ALL
    assert sum("AssumeRole" in line for line in lines) == len(world.fleet.accounts) // 2


def test_a_terminal_shows_how_far_it_is_and_nothing_of_it_stays(world: World, terminal: Terminal) -> None:
    variables = {**world.configure(), "TERM": "xterm-256color", "COLUMNS": "100"}
    with world.process(variables, messages=terminal.slave) as process:
        seen = terminal.seen()
        data = process.stdout.read().decode() if process.stdout else ""

    assert process.returncode == 0
    assert "Looking at databases" in seen
    assert f"{ALL}/{ALL}" in seen
    assert seen.endswith(WIPE_LINE)
    assert seen.rindex(SHOW_CURSOR) > seen.rindex(HIDE_CURSOR)
    assert "\x1b" not in data
    assert data.count("  matches\n") == ALL


def hanging(world: World) -> dict[str, str]:
    """One tenancy never answers."""
    world.oci.fail(Delay(3600), tenancy=world.fleet.accounts[7].tenancy_id)
    return world.configure()


def wait_until_only_it_is_left(world: World) -> None:
    deadline = time.monotonic() + 60
    while world.oci.traffic.count() < ALL - DATABASES or world.oci.traffic.at_once < DATABASES:
        assert time.monotonic() < deadline, "the others are not done"
        time.sleep(0.05)


def test_ctrl_c_does_not_wait_for_who_never_answers_and_gives_the_terminal_back(
    world: World, terminal: Terminal
) -> None:
    variables = {**hanging(world), "TERM": "xterm-256color", "COLUMNS": "100"}
    with world.process(variables, messages=terminal.slave) as process:
        try:
            wait_until_only_it_is_left(world)
            start = time.monotonic()
            process.send_signal(signal.SIGINT)
            seen = terminal.seen()
            took = time.monotonic() - start
            data = process.stdout.read() if process.stdout else b""
        finally:
            process.kill()

    assert (process.returncode, data) == (130, b"")
    assert took < 5  # it is tenths of a second; an attempt has 15
    assert "Traceback" not in seen
    assert seen.rindex(SHOW_CURSOR) > seen.rindex(HIDE_CURSOR)
