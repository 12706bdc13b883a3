"""A warm command line, and a folder for it on a file system that need not wait for a disk."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.command import ROOT, Adbkms
from tests.crash.place import Place


@pytest.fixture(scope="session")
def adbkms() -> Iterator[Adbkms]:
    """The command line, warm."""
    if sys.platform != "linux":
        pytest.skip("Only Linux can stop a process at a system call (ptrace, seccomp).")
    with Adbkms(ROOT / "examples/quickstart/3-encrypt.yaml") as command:
        yield command


@pytest.fixture
def place(adbkms: Adbkms) -> Iterator[Place]:
    """An empty place. No power fails in it, so memory will do for a disk where there is some to be had."""
    memory = Path("/dev/shm")
    is_usable = memory.is_dir() and os.access(memory, os.W_OK)
    with tempfile.TemporaryDirectory(prefix="adbkms-test-", dir=memory if is_usable else None) as folder:
        (Path(folder) / "place").mkdir()
        yield Place(Path(folder) / "place", adbkms)
