"""What the operating system refuses is told with the path and what to do, and leaves nothing half done."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import generator
from generator.diagnostics import Diagnostic
from generator.publish.compare import compare
from generator.publish.publish import PublishResult

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]

# Publishes the tree in argv[2] into argv[1] as a user without rights, or with files limited to argv[3] bytes.
ELSEWHERE = """
import json, os, pathlib, resource, sys
from generator.publish.manifest import Provenance
from generator.publish.publish import publish
limit = int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
elif os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
result = publish(json.loads(sys.argv[2]), pathlib.Path(sys.argv[1]), Provenance("1.0.0", "spec"))
print(json.dumps([[found.code, found.detail] for found in result.diagnostics]))
"""


def render_elsewhere(tree: dict[str, str], out: Path, *, limit: int = 0) -> list[tuple[str, str]]:
    """Codes and details of what publishing says in a process that may do less than this one."""
    run = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(out), json.dumps(tree), str(limit)],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(generator.__file__).parents[1])},
    )
    return [(code, detail) for code, detail in json.loads(run.stdout)]


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that every user can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def only(result: PublishResult) -> Diagnostic:
    (diagnostic,) = result.diagnostics
    return diagnostic


def test_the_output_folder_is_a_file(tmp_path: Path, render: Render) -> None:
    (tmp_path / "file").write_text("mine")

    for out in (tmp_path / "file", tmp_path / "file/below"):
        diagnostic = only(render({"a": ""}, out))

        assert diagnostic.code == "PUB009"
        assert diagnostic.detail.startswith(f"{out}: Not a directory. It, or something on the way to it, is a file.")
    assert compare({"a": ""}, tmp_path / "file").diagnostics[0].code == "PUB009"
    assert (tmp_path / "file").read_text() == "mine"


def test_the_output_folder_is_a_link_to_nowhere(tmp_path: Path, render: Render) -> None:
    (tmp_path / "link").symlink_to("nowhere")

    assert only(render({"a": ""}, tmp_path / "link")).code == "PUB009"
    assert compare({"a": ""}, tmp_path / "link").diagnostics[0].code == "PUB009"


def test_a_folder_that_cannot_be_made(render: Render) -> None:
    """Not even by root: the kernel's own file system, or macOS's sealed one, takes no folders."""
    out = Path("/proc/adbkms/out")

    diagnostic = only(render({"a": ""}, out))

    assert diagnostic.code == "PUB009"
    assert diagnostic.detail.startswith(f"{out.parent}: ")


def test_names_that_are_too_long_together(out: Path, render: Render) -> None:
    path = "/".join(["x" * 255] * 16)

    assert render({path: "deep"}, out).diagnostics == ()
    assert only(render({"a": ""}, out / path)).code == "PUB009"


def test_no_permission_to_write_into_the_output_folder(open_to_all: Path, render: Render) -> None:
    out = open_to_all / "out"
    render({"a": "old"}, out)
    for folder in (out, out / ".adbkms"):
        folder.chmod(0o555)

    ((code, detail),) = render_elsewhere({"a": "new"}, out)

    assert code == "PUB009"
    assert detail == (f"{out}: Permission denied. Change the permissions or the owner, or give another output folder.")


def test_no_permission_in_one_folder_stops_the_run_before_it_touches_another(
    open_to_all: Path, files_in: FilesIn
) -> None:
    open_to_all.chmod(0o777)
    out = open_to_all / "out"
    old = {"a/main.tf": "old", "b/main.tf": "old"}
    assert render_elsewhere(old, out) == []
    (out / "b").chmod(0o555)

    for new in ({path: "new" for path in old}, {"a/main.tf": "new"}, {**old, "b/c/d/main.tf": "new"}):
        ((code, detail),) = render_elsewhere(new, out)

        assert code == "PUB009"
        assert detail.startswith(f"{out / 'b'}: Permission denied.")
        assert files_in(out) == old
        assert [path.name for path in (out / ".adbkms").iterdir()] == ["manifest.json"]


def test_a_disk_that_takes_no_more(out: Path, render: Render, files_in: FilesIn) -> None:
    """A limit on the size of files stands in for a full disk: the same call fails in the same way."""
    old = {"a": "old", "b": "old"}
    render(old, out)

    ((code, detail),) = render_elsewhere({"a": "new", "b": "x" * 2000, "c": "new"}, out, limit=1000)

    assert code == "PUB009"
    assert detail == (
        f"{out}/.adbkms/staging/tree/b: File too large. "
        'Raise the limit of the size of files ("ulimit -f") and run again.'
    )
    assert files_in(out) == old
    assert [path.name for path in (out / ".adbkms").iterdir()] == ["manifest.json"]


def test_a_refusal_after_the_point_of_no_return_is_made_up_for_by_the_next_run(
    out: Path, render: Render, files_in: FilesIn
) -> None:
    """The manifest is longer than the journal, so it alone meets the limit, when all else is in place."""
    old = {f"{number}.tf": "old" for number in range(100)}
    render(old, out)
    manifest = (out / ".adbkms/manifest.json").read_bytes()

    ((code, detail),) = render_elsewhere({**old, "7.tf": "new"}, out, limit=len(manifest) - 1)

    assert code == "PUB013"
    assert detail.startswith(f"{out}/.adbkms/manifest.json: File too large.")
    assert detail.endswith("All that is still to do is on the disk, and the next run does it first.")
    assert [found.code for found in compare({**old, "7.tf": "new"}, out).diagnostics] == ["PUB014"]
    assert render({**old, "7.tf": "new"}, out) == PublishResult((), unchanged=100)
    assert files_in(out) == {**old, "7.tf": "new"}


def test_a_file_system_that_moves_no_folders(
    out: Path, render: Render, files_in: FilesIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As overlayfs refuses it of folders that are in an image; then their files are moved one by one."""
    rename = os.rename

    def of_files(source: bytes, target: bytes, *, src_dir_fd: int, dst_dir_fd: int) -> None:
        if stat.S_ISDIR(os.stat(source, dir_fd=src_dir_fd).st_mode):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        rename(source, target, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

    monkeypatch.setattr(os, "rename", of_files)
    tree = {"a/b/c.tf": "c", "a/d.tf": "d", "e.tf": "e"}

    assert render(tree, out).diagnostics == ()
    assert files_in(out) == tree
    assert [path.name for path in (out / ".adbkms").iterdir()] == ["manifest.json"]
