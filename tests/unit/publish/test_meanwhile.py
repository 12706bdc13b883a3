"""What happens while adbkms is publishing: others write to the folder, or Ctrl-C is pressed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from generator.publish.publish import PublishResult

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]

OLD = {"a": "old", "b": "old", "c/d": "old", "gone": "old"}
NEW = {"a": "new", "b": "new", "c/d": "new", "e/f": "new"}


@contextmanager
def after(call: Callable[..., Any], times: int, action: Callable[[], Any]) -> Iterator[None]:
    """Does something right after a system call has been made this many times."""

    def watch(_frame: FrameType, event: str, function: Any) -> None:
        nonlocal times
        if event == "c_return" and function is call:
            times -= 1
            if times == 0:
                action()

    sys.setprofile(watch)
    try:
        yield
    finally:
        sys.setprofile(None)


def interrupt() -> None:
    raise KeyboardInterrupt


def test_files_that_others_write_meanwhile_stay(out: Path, render: Render, files_in: FilesIn) -> None:
    render(OLD, out)

    def somebody_writes() -> None:
        (out / "a").write_text("edited")
        (out / "gone").write_text("edited")
        (out / "e").mkdir()
        (out / "e/f").write_text("foreign")

    with after(os.rename, 1, somebody_writes):  # the journal: the tree is decided
        result = render(NEW, out)

    assert [(found.code, found.detail.split()[0]) for found in result.diagnostics] == [
        ("PUB011", "a"),
        ("PUB011", "e/f"),
        ("PUB011", "gone"),
    ]
    assert (result.written, result.removed) == (("b", "c/d"), ())
    assert files_in(out) == {"a": "edited", "b": "new", "c/d": "new", "e/f": "foreign", "gone": "edited"}
    assert [found.code for found in render(NEW, out).diagnostics] == ["PUB002", "PUB001", "PUB001"]


def test_a_folder_that_others_make_a_link_meanwhile_is_not_followed(
    out: Path, tmp_path: Path, render: Render, files_in: FilesIn
) -> None:
    render(OLD, out)
    (tmp_path / "elsewhere").mkdir()

    def somebody_links() -> None:
        (out / "c").rename(out / "moved")
        (out / "c").symlink_to(tmp_path / "elsewhere")
        (out / "e").symlink_to(tmp_path / "elsewhere")

    with after(os.rename, 1, somebody_links):
        result = render(NEW, out)

    assert [found.code for found in result.diagnostics] == ["PUB011", "PUB011"]
    assert files_in(tmp_path / "elsewhere") == {}
    assert (out / "moved/d").read_text() == "old"


def test_ctrl_c_before_the_tree_is_decided_leaves_everything_as_it_was(
    out: Path, render: Render, files_in: FilesIn
) -> None:
    render(OLD, out)

    with pytest.raises(KeyboardInterrupt), after(os.write, 3, interrupt):
        render(NEW, out)

    assert files_in(out) == OLD
    assert [path.name for path in (out / ".adbkms").iterdir()] == ["manifest.json"]


def test_ctrl_c_of_a_first_run_leaves_no_trace(out: Path, render: Render) -> None:
    with pytest.raises(KeyboardInterrupt), after(os.write, 3, interrupt):
        render(NEW, out)

    assert not out.exists()


def test_ctrl_c_after_the_tree_was_decided_leaves_the_rest_to_the_next_run(
    out: Path, render: Render, files_in: FilesIn
) -> None:
    render(OLD, out)

    with pytest.raises(KeyboardInterrupt), after(os.rename, 3, interrupt):
        render(NEW, out)
    result = render(NEW, out)

    assert [found.code for found in result.diagnostics] == ["PUB014"]
    assert files_in(out) == NEW
