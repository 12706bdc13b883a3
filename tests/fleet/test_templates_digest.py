"""The digest of a user's templates: any file in that folder may be included, and nothing else is read."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from generator.fleet import memory


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "a.txt").write_text("One.\n")
    return folder


def test_what_a_file_says(templates: Path) -> None:
    before = memory.code(templates)
    (templates / "a.txt").write_text("Two.\n")

    assert memory.code(templates) != before


def test_where_a_link_leads(templates: Path) -> None:
    for name in ("one", "two"):
        (templates / name).mkdir()
    (templates / "link").symlink_to("one")
    before = memory.code(templates)
    (templates / "link").unlink()
    (templates / "link").symlink_to("two")

    assert memory.code(templates) != before


def test_a_link_to_another_place_is_not_followed(templates: Path, tmp_path: Path) -> None:
    outside = tmp_path / "templates.txt"
    outside.write_text("One.\n")
    (templates / "link.txt").symlink_to(outside)
    before = memory.code(templates)
    outside.write_text("Two.\n")

    assert memory.code(templates) == before


def test_what_never_ends_and_what_leads_nowhere(templates: Path) -> None:
    """Waiting for a pipe, or reading the kernel's log, would take for ever."""
    os.mkfifo(templates / "pipe")
    (templates / "log").symlink_to("/proc/kmsg")
    (templates / "nowhere").symlink_to("missing")
    (templates / "itself").symlink_to("itself")

    assert memory.code(templates) == memory.code(templates)


def test_one_file_at_a_time_is_in_memory(templates: Path) -> None:
    for number in range(50):
        with open(templates / f"{number}.bin", "wb") as file:
            file.truncate(2**20)

    tracemalloc.start()
    memory.code(templates)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 8 * 2**20
