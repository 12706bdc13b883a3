"""The same spec gives the same bytes: in another folder, under another locale, on another day."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run, command, environment, files

FLEET = ROOT / "examples/fleet/specs"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("reference") / "out"
    subprocess.run(command("render", FLEET, "-o", out), env=environment(), capture_output=True, timeout=120, check=True)
    return files(out)


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "0"},
        {"TZ": "America/New_York", "USER": "somebody", "HOME": "/nonexistent", "COLUMNS": "20"},
    ],
    ids=["again", "hash seed", "ASCII", "Turkish, tomorrow", "somebody else"],
)
def test_the_bytes_are_the_same(
    process: Run, tmp_path: Path, reference: dict[str, str], variables: dict[str, str]
) -> None:
    ended = process("render", FLEET, "-o", "some folder/öut", env=variables)

    assert ended.code == 0
    assert files(tmp_path / "some folder/öut") == reference  # the manifest included


def test_what_a_spec_means_decides_not_how_it_is_written(
    process: Run, tmp_path: Path, reference: dict[str, str]
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    for spec in FLEET.iterdir():
        text = spec.read_text("utf-8")
        (copies / spec.name).write_bytes(("# another comment\n\n" + text).replace("\n", "\r\n").encode())

    assert process("render", copies, "-o", "out").code == 0
    assert files(tmp_path / "out") == reference


def test_without_a_cache_and_with_every_file_parsed_it_is_the_same(
    process: Run, tmp_path: Path, reference: dict[str, str]
) -> None:
    unwritable = {"ADBKMS_CACHE_DIR": "/proc/none"}

    assert process("render", FLEET, "-o", "out", "--full-parse", env=unwritable).code == 0
    assert files(tmp_path / "out") == reference
