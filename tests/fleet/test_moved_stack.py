"""A stack that moves to another file is as it was, but for the commands that name its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import QUICKSTART, Run


def test_the_next_command_names_the_file_that_the_stack_is_in(
    adbkms: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ADBKMS_CACHE_DIR", str(tmp_path / "cache"))
    a, b = Path("a.yaml"), Path("b.yaml")
    stack, none = (QUICKSTART / "2-trust.yaml").read_text("utf-8"), "version: 1\nstacks: {}\n"
    a.write_text(stack, "utf-8")
    b.write_text(none, "utf-8")
    assert "adbkms key switch a.yaml" in adbkms("render", a, b, "-o", "out").messages
    a.write_text(none, "utf-8")
    b.write_text(stack, "utf-8")

    moved = adbkms("render", a, b, "-o", "out")

    assert "adbkms key switch b.yaml" in moved.messages
    assert "a.yaml payments-prod" not in moved.messages
