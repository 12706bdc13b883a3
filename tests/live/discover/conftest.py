"""`adbkms discover` as people and pipelines call it, against the OCI stand-in over HTTP; a database is played."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from generator.live.answers import NotKnown
from generator.live.oracle.connect import Logon, Timeouts
from generator.live.oracle.connect_string import Dsn
from tests.cli.conftest import QUICKSTART, Ended
from tests.oci_service import ConnectionProfile, DatabaseRecord, OciService
from tests.oci_service.fixtures import oci_config, oci_environment, oci_service

__all__ = ["oci_config", "oci_environment", "oci_service"]

COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"
OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"
USER = "arn:aws:iam::444455556666:user/oracle-adbs"
PASSWORD = "planted-database-password"
LOW = ConnectionProfile("orders_low", "(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=127.0.0.1)(PORT=1))(CONNECT_DATA=))")

Discover = Callable[..., Ended]


@dataclass
class PlayedDatabase:
    """What databases answer in the place of python-oracledb; by default all of them Oracle's user."""

    answer: str | NotKnown = USER
    by_dsn: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, Logon]] = field(default_factory=list)

    def __call__(
        self, dsn: Dsn, logon: Logon, timeouts: Timeouts, shown: Callable[[str], object] = lambda line: None
    ) -> str | NotKnown:
        self.asked.append((dsn.text, logon))
        shown(f"oracle {dsn.text}")
        return self.by_dsn.get(dsn.text, self.answer)


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> PlayedDatabase:
    """Databases that answer."""
    played = PlayedDatabase()
    monkeypatch.setattr("generator.live.discover.asking.ask_oracle_user", played)
    return played


@pytest.fixture
def oci(oci_environment: OciService) -> OciService:
    """OCI with the database of Oracle's example, as it is after the first apply."""
    record = DatabaseRecord(ocid=OCID, compartment_id=COMPARTMENT, connection_profiles=(LOW,))
    oci_environment.put(record)
    return oci_environment


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """Oracle's example, stage *provision*: neither the OCID nor Oracle's user is known."""
    path = tmp_path / "spec.yaml"
    path.write_text((QUICKSTART / "1-provision.yaml").read_text("utf-8"), "utf-8")
    return path


@pytest.fixture
def discover(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Discover:
    """Runs the command in this process, in a folder of its own, not on a terminal."""
    from generator.cli.discover import discover as command

    app = typer.Typer()
    app.command()(command)
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()

    def run(*arguments: str | Path, stdin: str | None = None) -> Ended:
        result = runner.invoke(app, [str(one) for one in arguments], input=stdin, catch_exceptions=False)
        return Ended(result.exit_code, result.stdout_bytes.decode(), result.stderr)  # line breaks as they are

    return run


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ADBKMS_DATABASE_PASSWORD", PASSWORD)
    return PASSWORD
