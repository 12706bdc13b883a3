"""Publishing touches nothing at all when a file in the way is not adbkms's own to change."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish.compare import compare
from generator.publish.publish import PublishResult

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]

OLD = {"stacks/prod/main.tf": "one\ntwo\nthree\n", "stacks/prod/outputs.tf": "outputs\n"}
NEW = {"stacks/prod/main.tf": "one\n2\nthree\n", "stacks/test/main.tf": "test\n"}


def codes(result: PublishResult) -> list[str]:
    return [diagnostic.code for diagnostic in result.diagnostics]


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file, folder and link, adbkms's own included, with its inode and content."""
    return {
        str(path): (path.lstat().st_ino, path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")
    }


def test_a_file_edited_by_hand_stops_the_run_with_a_diff(out: Path, render: Render) -> None:
    render(OLD, out)
    (out / "stacks/prod/main.tf").write_text("one\ntwo\nthree and a half\n")
    before = snapshot(out)

    result = render(NEW, out)

    assert codes(result) == ["PUB001"]
    assert result.diagnostics[0].detail == (
        "stacks/prod/main.tf is not what adbkms wrote there, and publishing would overwrite it. Bring the "
        "edit into the spec, or undo it, and render again; or let it go with --overwrite-edits.\n"
        "\n"
        "diff --git a/stacks/prod/main.tf b/stacks/prod/main.tf\n"
        "--- a/stacks/prod/main.tf\n"
        "+++ b/stacks/prod/main.tf\n"
        "@@ -1,3 +1,3 @@\n"
        " one\n"
        "-two\n"
        "-three and a half\n"
        "+2\n"
        "+three"
    )
    assert snapshot(out) == before


def test_an_edit_stops_the_run_even_if_nothing_else_has_changed(out: Path, render: Render) -> None:
    render(OLD, out)
    (out / "stacks/prod/main.tf").write_text("mine")

    assert codes(render(OLD, out)) == ["PUB001"]
    assert (out / "stacks/prod/main.tf").read_text() == "mine"


def test_an_edited_file_that_is_no_longer_rendered_stops_the_run(out: Path, render: Render) -> None:
    render(OLD, out)
    (out / "stacks/prod/outputs.tf").write_text("mine")

    result = render(NEW, out)

    assert codes(result) == ["PUB001"]
    assert "would remove it" in result.diagnostics[0].detail
    assert (out / "stacks/prod/outputs.tf").read_text() == "mine"


def test_edits_can_be_overwritten_on_request(out: Path, render: Render, files_in: FilesIn) -> None:
    render(OLD, out)
    (out / "stacks/prod/main.tf").write_text("mine")
    (out / "stacks/prod/outputs.tf").write_text("mine")

    result = render(NEW, out, overwrite_edits=True)

    assert result.diagnostics == ()
    assert files_in(out) == NEW


def test_an_edit_that_is_what_would_be_written_is_no_edit(out: Path, render: Render, files_in: FilesIn) -> None:
    render(OLD, out)
    (out / "stacks/prod/main.tf").write_text(NEW["stacks/prod/main.tf"])

    assert render(NEW, out).diagnostics == ()
    assert files_in(out) == NEW


@pytest.mark.parametrize("overwrite_edits", [False, True])
def test_a_file_of_somebody_else_is_never_touched(
    out: Path, render: Render, files_in: FilesIn, overwrite_edits: bool
) -> None:
    render(OLD, out)
    (out / "stacks/test").mkdir()
    (out / "stacks/test/main.tf").write_text("mine\n")
    before = snapshot(out)

    result = render(NEW, out, overwrite_edits=overwrite_edits)

    assert codes(result) == ["PUB002"]
    assert "stacks/test/main.tf is not in the manifest" in result.diagnostics[0].detail
    assert "-mine\n+test" in result.diagnostics[0].detail
    assert snapshot(out) == before


def test_a_refused_first_run_leaves_no_trace(tmp_path: Path, render: Render) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a").write_text("mine")
    before = snapshot(tmp_path)

    assert codes(render({"a": "rendered"}, tmp_path / "out")) == ["PUB002"]
    assert codes(render({"../a": "rendered"}, tmp_path / "new/out")) == ["PUB003"]
    assert snapshot(tmp_path) == before


def test_what_somebody_else_wrote_cannot_control_the_terminal(out: Path, render: Render) -> None:
    render({"a": "text\n"}, out)
    (out / "a").write_bytes(b"\x1b[2J\x9b\xff\x0c" + b"x" * 1000 + b"\n")

    detail = render({"a": "text\n"}, out).diagnostics[0].detail

    assert r"-\x1b[2J\x9b\xff\x0cxxx" in detail
    assert all(character.isprintable() or character == "\n" for character in detail)
    assert max(map(len, detail.splitlines())) < 300


def test_a_long_diff_and_a_huge_file_are_cut_short(out: Path, render: Render) -> None:
    render({"long": "", "huge": ""}, out)
    (out / "long").write_text("line\n" * 1000)
    (out / "huge").write_text("line\n" * 100_000)

    huge, long = (diagnostic.detail for diagnostic in render({"long": "", "huge": ""}, out).diagnostics)

    assert huge.endswith("The file is too large to show the difference here; --diff shows it.")
    assert long.endswith("-line\n… --diff shows the rest.")
    assert long.count("\n") < 50


def test_hundreds_of_edited_files_are_summed_up(out: Path, render: Render) -> None:
    tree = {f"{number:03}.tf": "" for number in range(300)}
    render(tree, out)
    for path in tree:
        (out / path).write_text("mine")

    result = render(tree, out)

    assert codes(result) == ["PUB001"] * 21
    assert result.diagnostics[-1].summary == "Files were edited by hand"
    assert result.diagnostics[-1].detail.startswith("The same holds for 280 more: 020.tf, 021.tf, ")
    assert result.diagnostics[-1].detail.endswith("039.tf, and 260 others.")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder outside the output folder, with a file that nobody may change."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("main.tf", "manifest.json", "journal.json", "0"):
        (folder / name).write_text("precious")
    return folder


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("stacks/prod/main.tf", "main.tf"),
        ("stacks/prod/main.tf", "nothing"),
        ("stacks/prod/main.tf", "."),
        ("stacks/prod", "."),
        ("stacks", "."),
        (".adbkms", "."),
        (".adbkms/manifest.json", "manifest.json"),
        (".adbkms/journal.json", "journal.json"),
        (".adbkms/staging", "."),
    ],
)
def test_symbolic_links_are_not_followed(out: Path, elsewhere: Path, render: Render, link: str, target: str) -> None:
    (out / link).parent.mkdir(parents=True)
    (out / link).symlink_to(elsewhere / target)
    before = snapshot(out.parent)

    result = render({"stacks/prod/main.tf": "rendered"}, out, overwrite_edits=True)

    assert codes(result) == ["PUB005"]
    assert result.diagnostics[0].detail.startswith(f"{link} is a symbolic link")
    assert snapshot(out.parent) == before


def test_a_folder_that_became_a_link_is_not_pruned_through(out: Path, elsewhere: Path, render: Render) -> None:
    render({"stacks/prod/main.tf": "precious", "a": ""}, out)
    (out / "stacks/prod").rename(out / "moved")
    (out / "stacks/prod").symlink_to(elsewhere)

    assert codes(render({"a": ""}, out)) == ["PUB005"]
    assert (elsewhere / "main.tf").read_text() == "precious"


def test_the_output_folder_itself_may_be_a_link(
    tmp_path: Path, elsewhere: Path, render: Render, files_in: FilesIn
) -> None:
    (tmp_path / "link").symlink_to(elsewhere)

    assert render({"new.tf": "rendered"}, tmp_path / "link").diagnostics == ()
    assert files_in(elsewhere)["new.tf"] == "rendered"


def test_a_folder_is_in_the_way_of_a_file(out: Path, render: Render) -> None:
    (out / "a/of-somebody").mkdir(parents=True)

    result = render({"a": ""}, out)

    assert codes(result) == ["PUB006"]
    assert result.diagnostics[0].detail == (
        "a is a folder; the rendered tree has a file there. Move a away and render again."
    )


def test_a_folder_of_ours_with_something_of_others_is_in_the_way_of_a_file(
    out: Path, render: Render, files_in: FilesIn
) -> None:
    render({"a/b/c": "ours"}, out)
    (out / "a/b/notes").write_text("theirs")

    assert codes(render({"a": "file"}, out)) == ["PUB006"]
    assert files_in(out) == {"a/b/c": "ours", "a/b/notes": "theirs"}


def test_a_file_is_in_the_way_of_a_folder(out: Path, render: Render) -> None:
    out.mkdir()
    (out / "a").write_text("mine")

    result = render({"a/b": "", "a/c/d": ""}, out)

    assert codes(result) == ["PUB006"]
    assert result.diagnostics[0].detail.startswith("a is a file; the rendered tree has a folder there.")
    assert (out / "a").read_text() == "mine"


def test_an_edited_file_in_the_way_of_a_folder_counts_as_edited(out: Path, render: Render, files_in: FilesIn) -> None:
    render({"a": "ours"}, out)
    (out / "a").write_text("edited")

    assert codes(render({"a/b": "new"}, out)) == ["PUB001"]
    assert files_in(out) == {"a": "edited"}
    assert render({"a/b": "new"}, out, overwrite_edits=True).diagnostics == ()
    assert files_in(out) == {"a/b": "new"}


def test_named_pipes_and_sockets_are_not_opened(out: Path, render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    out.mkdir()
    os.mkfifo(out / "pipe")
    monkeypatch.chdir(out)
    with socket.socket(socket.AF_UNIX) as unix_socket:
        unix_socket.bind("socket")
        result = render({"pipe": "", "socket": ""}, out)

    assert codes(result) == ["PUB006", "PUB006"]
    assert result.diagnostics[0].detail.startswith("pipe is neither a file nor a folder")


def test_another_file_system_inside_the_output_folder_is_in_the_way() -> None:
    mounted = "proc" if sys.platform == "linux" else "dev"

    changes = compare({f"{mounted}/adbkms.tf": ""}, Path("/"))

    assert [diagnostic.code for diagnostic in changes.diagnostics] == ["PUB006"]
    assert f"mounted at {mounted}" in changes.diagnostics[0].detail


def test_what_is_mounted_in_the_staging_folder_is_not_emptied(
    out: Path, render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    render({"a": "old"}, out)
    mounted = out / ".adbkms/staging/tree/mounted"
    mounted.mkdir(parents=True)
    (mounted / "file").write_text("somebody else's")
    real, inode = os.fstat, mounted.stat().st_ino

    def fstat(file: int) -> os.stat_result:
        found = real(file)
        return os.stat_result((*found[:2], found.st_dev + 1, *found[3:])) if found.st_ino == inode else found

    monkeypatch.setattr(os, "fstat", fstat)
    result = render({"a": "new"}, out)

    assert codes(result) == ["PUB009"]
    assert "staging/tree/mounted: Invalid cross-device link. Unmount" in result.diagnostics[0].detail
    assert (mounted / "file").read_text() == "somebody else's"
    assert (out / "a").read_text() == "old"
