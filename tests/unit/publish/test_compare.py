"""Comparing says what publishing would do, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.publish.changes import Change, Changes, Kind
from generator.publish.compare import compare
from generator.publish.content import in_memory
from generator.publish.publish import PublishResult

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]


def test_everything_is_added_to_a_folder_that_is_not_there(out: Path) -> None:
    changes = compare({"b.tf": "b", "a.tf": "a"}, out)

    assert changes == Changes(
        (Change("a.tf", Kind.ADDED, None, in_memory(b"a")), Change("b.tf", Kind.ADDED, None, in_memory(b"b"))),
        (),
        (),
        None,
    )
    assert not out.exists()


def test_every_kind_of_change_with_both_texts(out: Path, render: Render) -> None:
    render({name: f"{name} was published" for name in ("changed", "deleted", "edited", "gone", "same")}, out)
    (out / "edited").write_text("edited by hand")
    (out / "deleted").unlink()
    (out / "foreign").write_text("of somebody else")
    (out / "unrelated").write_text("of somebody else")
    tree = {name: f"{name} is rendered" for name in ("added", "changed", "deleted", "edited", "foreign")}

    changes = compare({**tree, "same": "same was published"}, out)

    assert changes.changes == (
        Change("added", Kind.ADDED, None, in_memory(b"added is rendered")),
        Change("changed", Kind.CHANGED, b"changed was published", in_memory(b"changed is rendered")),
        Change("deleted", Kind.ADDED, None, in_memory(b"deleted is rendered")),
        Change("edited", Kind.EDITED, b"edited by hand", in_memory(b"edited is rendered")),
        Change("foreign", Kind.FOREIGN, b"of somebody else", in_memory(b"foreign is rendered")),
        Change("gone", Kind.REMOVED, b"gone was published", None),
    )
    assert changes.unchanged == ("same",)
    assert changes.diagnostics == ()
    assert changes.of(Kind.REMOVED, Kind.FOREIGN) == changes.changes[-2:]


def test_the_previous_manifest_is_at_hand(out: Path, render: Render) -> None:
    render({"a.tf": "a"}, out)

    previous = compare({}, out).previous

    assert previous is not None
    assert previous.provenance.tool_version == "1.0.0"
    assert list(previous.files) == ["a.tf"]


def test_comparing_writes_nothing(out: Path, render: Render, files_in: FilesIn) -> None:
    out.mkdir()
    (out / "a").write_text("mine")

    compare({"a": "rendered", "b": "rendered"}, out)

    assert files_in(out) == {"a": "mine"}
    assert not (out / ".adbkms").exists()


def test_what_makes_publishing_impossible_is_said(out: Path) -> None:
    out.mkdir()
    (out / "folder").symlink_to("elsewhere")

    in_the_way = compare({"folder/a": "", "folder/b": "", "c": ""}, out)

    assert [diagnostic.code for diagnostic in in_the_way.diagnostics] == ["PUB005"]
    assert [change.path for change in in_the_way.changes] == ["c"]
    assert [diagnostic.code for diagnostic in compare({"/etc/passwd": ""}, out).diagnostics] == ["PUB003"]


def test_text_that_utf_8_cannot_express_is_refused_with_its_line(out: Path) -> None:
    (diagnostic,) = compare({"a.tf": "one\ntwo \udc80\n"}, out).diagnostics

    assert diagnostic.code == "PUB012"
    assert diagnostic.detail.startswith(r"Line 2 of 'a.tf' has the character '\udc80'")
