"""The progress bar on a terminal: seen where something takes its time, and never in the way."""

from __future__ import annotations

import time

import pytest

from generator.cli.clouds import progress


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """rich and we take standard error for a terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("generator.cli.clouds.is_interactive", lambda: True)


def test_what_is_done_in_a_moment_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Looking at databases", 5) as done:
        done("one")

    assert capsys.readouterr().err == ""


def test_a_single_thing_that_takes_its_time_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cli.clouds._A_MOMENT", 0)

    with progress("Looking at databases", 1):
        time.sleep(0.2)

    assert "0/1" in capsys.readouterr().err


def test_ctrl_c_goes_through(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt), progress("Looking at databases", 1):
        raise KeyboardInterrupt

    assert capsys.readouterr().err == ""
