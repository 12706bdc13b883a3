"""`kill` while somebody else's program is at work: nothing is left of either."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

from tests.cli.conftest import ENCRYPT, command, environment


def test_the_copy_of_the_tree_for_terraform_goes_and_terraform_ends(tmp_path: Path) -> None:
    terraform = tmp_path / "terraform"
    terraform.write_text(f'#!/bin/sh\necho $$ > "{tmp_path}/at-work"\nexec sleep 600\n', "utf-8")
    terraform.chmod(0o755)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    running = subprocess.Popen(
        command("validate", ENCRYPT, "--terraform", str(terraform)),
        env=environment() | {"TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / "at-work").is_file() or not (tmp_path / "at-work").read_text("utf-8").strip():
        assert running.poll() is None
        time.sleep(0.01)
    assert list(temporary.iterdir())

    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=60)

    assert (running.returncode, said) == (143, "")
    assert list(temporary.iterdir()) == []
    pid = (tmp_path / "at-work").read_text("utf-8").strip()
    until = time.monotonic() + 30  # it ends by itself, and nobody waits for it
    while _is_at_work(pid):
        assert time.monotonic() < until
        time.sleep(0.01)


def _is_at_work(pid: str) -> bool:
    """False also for one that has ended and whose parent has not asked yet how."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False).stdout
    return found.strip()[:1] not in ("", "Z")
