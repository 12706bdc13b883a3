"""Twenty accounts with three databases each, and `adbkms` looking at them."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.live.clouds import Clouds
from generator.live.connections import Connections
from generator.live.oci.connection import OciConnections
from tests.cli.conftest import Ended, Run, adbkms, command, environment
from tests.oci_service import OciService, running_oci_service

from .accounts import Account
from .running_fleet import Fleet, running_fleet

__all__ = ["adbkms"]

ACCOUNTS, DATABASES = 20, 3
ALL = ACCOUNTS * DATABASES


@pytest.fixture(scope="session")
def session_fleet() -> Iterator[Fleet]:
    with running_fleet(ACCOUNTS, DATABASES) as fleet:
        yield fleet


@dataclass(frozen=True)
class World:
    """A fleet that is as its specs say until a test changes it. `folder` is where adbkms runs."""

    fleet: Fleet
    oci: OciService
    folder: Path
    adbkms: Run
    monkeypatch: pytest.MonkeyPatch

    def configure(
        self, changed: Sequence[Account] = (), databases: Mapping[int, int] | None = None, others: int = DATABASES
    ) -> dict[str, str]:
        """Writes specs and configurations with these accounts instead of those of the same number, and with so many
        databases in accounts by their number, and in all others. Returns the environment for a process."""
        by_number = {account.number: account for account in (*self.fleet.accounts, *changed)}
        counts = [(databases or {}).get(number, others) for number in by_number]
        return self.fleet.configured(self.folder, self.oci.endpoint, list(by_number.values()), counts)

    def status(self, environment: Mapping[str, str], *arguments: str) -> Ended:
        """`adbkms status` in this process."""
        for name, value in environment.items():
            self.monkeypatch.setenv(name, value)
        return self.adbkms("status", "specs", *arguments)

    def process(self, variables: Mapping[str, str], *arguments: str, messages: int = subprocess.PIPE) -> Process:
        """`adbkms status` as a process of its own, which runs."""
        return subprocess.Popen(
            command("status", "specs", *arguments),
            cwd=self.folder,
            env=environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=messages,
        )


Process = subprocess.Popen[bytes]


@pytest.fixture
def world(session_fleet: Fleet, adbkms: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    session_fleet.aws.heal()
    with running_oci_service() as oci:
        oci.put(*session_fleet.records)
        yield World(session_fleet, oci, tmp_path, adbkms, monkeypatch)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], list[str]]:
    """Makes adbkms wait that many seconds for an answer, and not at all before it asks again. Returns what `--verbose`
    would show."""

    def make(seconds: float) -> list[str]:
        shown: list[str] = []
        oci = OciConnections(shown.append, first_wait=0.01, timeouts=(seconds, seconds))
        connections = Connections(shown.append, oci=oci)
        monkeypatch.setattr("generator.live.aws.connection.READ_TIMEOUT", seconds)
        monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda self, context: 0)
        monkeypatch.setattr("generator.cli.status.connect", lambda verbose: Clouds(connections))
        return shown

    return make


@dataclass
class Terminal:
    """A pseudo-terminal; `slave` is for the process."""

    master: int
    slave: int

    def seen(self) -> str:
        """Everything that it gets until nobody has the other end any more."""
        os.close(self.slave)
        seen = b""
        try:
            while chunk := os.read(self.master, 4096):
                seen += chunk
        except OSError:  # Linux's way to say so
            pass
        os.close(self.master)
        return seen.decode()


@pytest.fixture
def terminal() -> Terminal:
    return Terminal(*pty.openpty())
