"""Every live command, run where secrets are planted; whatever comes out is searched for them."""

from __future__ import annotations

import logging
import subprocess
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.cli.conftest import QUICKSTART, Ended, change
from tests.live.secrets.places import ACCOUNT_ID, Places, places_in

OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"
TENANCY = "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"


class _Records(logging.Handler):
    """What is logged, at every level. Of the SDKs only that nobody asked them to print it is looked at."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@dataclass
class Searched:
    """Runs commands in this process and searches what they print, log, write, warn of and start."""

    places: Places
    folder: Path
    started: list[Any]
    records: list[logging.LogRecord]
    outputs: list[str] = field(default_factory=list)

    @property
    def spec(self) -> Path:
        return self.folder / "spec.yaml"

    @property
    def provision(self) -> Path:
        return self.folder / "provision.yaml"

    def profiles(self, aws: str | None = None, oci: str | None = None) -> None:
        """The stack takes these profiles."""
        for spec in (self.spec, self.provision):
            if aws:
                change(spec, "    aws:\n", f"    aws:\n      profile: {aws}\n")
            if oci:
                change(spec, "    oci:\n", f"    oci:\n      profile: {oci}\n")

    def run(self, *arguments: str | Path, stdin: str | None = None) -> Ended:
        """How a command ended, after nothing secret was found in anything that it leaves."""
        from generator.cli.app import app

        before = self._files()
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            result = CliRunner().invoke(app, [str(one) for one in arguments], input=stdin)
        ended = Ended(result.exit_code, result.stdout, result.stderr)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        after = self._files()
        written = {path: text for path, text in after.items() if before.get(path) != text}
        own = [one for one in self.records if one.name.partition(".")[0] in ("generator", "adbkms", "root")]
        left = {
            "standard output": ended.data,
            "standard error": ended.messages,
            "warnings": "\n".join(str(one.message) for one in warned),
            "log": "\n".join(f"{one.getMessage()} {one.exc_text or one.exc_info}" for one in own),
            "processes": repr(self.started),
            **{f"the file {path.name}": text.decode("utf-8", "replace") for path, text in written.items()},
        }
        assert {what: found for what, text in left.items() if (found := self.places.plants.found_in(text))} == {}, (
            ended,
            arguments,
        )
        assert {path.name for path in written} <= {"provision.yaml", "adopted.yaml"}
        return ended

    def _files(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Searched]:
    home = tmp_path / "home"
    home.mkdir()
    places = places_in(home)
    for name, value in places.variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    started: list[Any] = []
    popen = subprocess.Popen.__init__

    def noted(self: Any, args: Any, *others: Any, **named: Any) -> None:
        if "nowhere" not in str(args) and "echo" not in str(args):  # the user's own credential_process
            started.append(args)
        popen(self, args, *others, **named)

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    from generator.live.oci.connection import MOST_SECONDS, TIMEOUTS, OciConnections

    monkeypatch.setattr(OciConnections.__init__, "__defaults__", (lambda line: None, 0.0, TIMEOUTS, MOST_SECONDS))
    handler, root = _Records(), logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        made = Searched(places, tmp_path, started, handler.records)
        for spec, example in ((made.spec, "3-encrypt"), (made.provision, "1-provision")):
            text = (QUICKSTART / f"{example}.yaml").read_text("utf-8")
            spec.write_text(text.replace("111122223333", ACCOUNT_ID), "utf-8")
        yield made
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
