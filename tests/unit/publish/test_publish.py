"""Publishing makes the folder hold the rendered tree, and writes only what changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from stat import S_IMODE
from struct import pack

import pytest

from generator.publish.compare import compare, published_manifest
from generator.publish.manifest import Manifest, Provenance
from generator.publish.publish import PublishResult, publish

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]

TREE = {
    "modules/key/main.tf": "key\n",
    "stacks/prod/main.tf": "prod\n",
    "stacks/prod/tests/plan.tftest.hcl": "",
}


def own_files(out: Path) -> list[str]:
    return sorted(path.relative_to(out / ".adbkms").as_posix() for path in (out / ".adbkms").rglob("*"))


def identities(out: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of change of every file: equal if nothing was written."""
    files = (path for path in out.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def test_a_new_tree_is_written_with_the_folders_above_it(tmp_path: Path, render: Render, files_in: FilesIn) -> None:
    out = tmp_path / "not" / "yet" / "there"

    result = render(TREE, out)

    assert result == PublishResult((), written=tuple(sorted(TREE)))
    assert files_in(out) == TREE
    assert own_files(out) == ["manifest.json"]


def test_publishing_again_writes_nothing(out: Path, render: Render) -> None:
    render(TREE, out)
    before = identities(out)

    result = render(TREE, out)

    assert result == PublishResult((), unchanged=3)
    assert identities(out) == before


def test_only_what_changed_is_written(out: Path, render: Render, files_in: FilesIn) -> None:
    render(TREE, out)
    before = identities(out)

    result = render({**TREE, "stacks/prod/main.tf": "changed\n"}, out)

    assert result == PublishResult((), written=("stacks/prod/main.tf",), unchanged=2)
    assert files_in(out)["stacks/prod/main.tf"] == "changed\n"
    rewritten = {str(out / "stacks/prod/main.tf"), str(out / ".adbkms/manifest.json")}
    assert {path for path, identity in identities(out).items() if before[path] != identity} == rewritten


def test_text_arrives_byte_for_byte(out: Path, render: Render) -> None:
    text = "\ufeffCRLF\r\nno line break at the end: é 🔑 \u202e\x00"

    render({"a": text}, out)

    assert (out / "a").read_bytes() == text.encode()


def test_hundreds_of_files_are_written_changed_and_removed(out: Path, render: Render, files_in: FilesIn) -> None:
    fleet = {f"stacks/s{number}/{name}.tf": name for number in range(60) for name in ("main", "versions")}
    changed = {path: text + "!" for path, text in fleet.items() if "9" not in path}

    assert len(render(fleet, out).written) == 120
    assert files_in(out) == fleet
    result = render(changed, out)

    assert (len(result.written), len(result.removed)) == (len(changed), 120 - len(changed))
    assert files_in(out) == changed
    assert own_files(out) == ["manifest.json"]


def test_what_is_no_longer_rendered_is_removed_with_the_folders_it_leaves_empty(
    out: Path, render: Render, files_in: FilesIn
) -> None:
    render(TREE, out)

    result = render({"modules/key/main.tf": "key\n"}, out)

    assert result.removed == ("stacks/prod/main.tf", "stacks/prod/tests/plan.tftest.hcl")
    assert files_in(out) == {"modules/key/main.tf": "key\n"}
    assert not (out / "stacks").exists()


def test_files_of_others_and_their_folders_stay(out: Path, render: Render, files_in: FilesIn) -> None:
    render(TREE, out)
    (out / "stacks/prod/.terraform").mkdir()
    (out / "stacks/prod/terraform.tfvars").write_text("mine")
    (out / "NOTES.md").write_text("mine too")

    result = render({}, out)

    assert result.diagnostics == ()
    assert files_in(out) == {"NOTES.md": "mine too", "stacks/prod/terraform.tfvars": "mine"}
    assert (out / "stacks/prod/.terraform").is_dir()
    assert not (out / "stacks/prod/tests").exists()


def test_a_folder_stays_the_same_folder_while_the_tree_needs_it(out: Path, render: Render) -> None:
    """Somebody may be in it with a shell."""
    render({"stacks/prod/a.tf": ""}, out)
    inode = (out / "stacks/prod").stat().st_ino

    render({"stacks/prod/b.tf": ""}, out)

    assert (out / "stacks/prod").stat().st_ino == inode


def test_a_file_deleted_by_hand_is_written_again(out: Path, render: Render, files_in: FilesIn) -> None:
    render(TREE, out)
    (out / "stacks/prod/main.tf").unlink()

    result = render(TREE, out)

    assert result == PublishResult((), written=("stacks/prod/main.tf",), unchanged=2)
    assert files_in(out) == TREE


def test_a_file_deleted_by_hand_and_no_longer_rendered_is_forgotten(out: Path, render: Render) -> None:
    render(TREE, out)
    (out / "stacks/prod/main.tf").unlink()
    rest = {path: text for path, text in TREE.items() if path != "stacks/prod/main.tf"}

    assert render(rest, out) == PublishResult((), unchanged=2)
    (out / "stacks/prod/main.tf").write_text("now somebody else's")
    assert render(rest, out) == PublishResult((), unchanged=2)


def test_a_file_becomes_a_folder_and_back(out: Path, render: Render, files_in: FilesIn) -> None:
    for tree in ({"a": "file"}, {"a/b/c": "deep", "a/d": ""}, {"a": "file again"}, {"a/b": "x"}):
        assert render(tree, out).diagnostics == ()
        assert files_in(out) == tree


def test_a_file_that_is_already_as_rendered_is_adopted(out: Path, render: Render, files_in: FilesIn) -> None:
    """So a lost manifest costs no file as long as the spec has not changed; what else it has known is lost."""
    render(TREE, out)
    (out / ".adbkms/manifest.json").unlink()

    (warning,) = compare(TREE, out).diagnostics
    assert (warning.code, warning.severity) == ("PUB017", "warning")
    assert render(TREE, out) == PublishResult((warning,), unchanged=3)
    assert render({}, out).removed == tuple(sorted(TREE))
    assert files_in(out) == {}


def test_the_manifest_says_what_was_published_from_what(out: Path) -> None:
    provenance = Provenance("1.2.3", "abc", {"prod": {"keys": ["ADBS_TestAWSKMSKey"]}})

    publish({"a.tf": "a"}, out, provenance)

    assert Manifest.from_json((out / ".adbkms/manifest.json").read_bytes()) == Manifest(
        provenance, {"a.tf": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}
    )


def test_new_provenance_rewrites_the_manifest_and_nothing_else(out: Path) -> None:
    publish({"a.tf": "a"}, out, Provenance("1", "old"))

    result = publish({"a.tf": "a"}, out, Provenance("1", "new"))

    assert result == PublishResult((), unchanged=1)
    assert '"spec_digest": "new"' in (out / ".adbkms/manifest.json").read_text()


def test_the_umask_decides_who_may_read(out: Path, render: Render, tmp_path: Path) -> None:
    (tmp_path / "ordinary").write_text("")

    render(TREE, out)

    assert (out / "stacks/prod/main.tf").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_a_new_folder_has_from_the_folder_above_it_what_any_new_one_has_there(out: Path, render: Render) -> None:
    """Such as the group, where a team shares `stacks/` by its set-group-ID bit, and `.adbkms/` is elsewhere."""
    (out / "stacks").mkdir(parents=True)
    (out / "stacks").chmod(0o2775)
    (out / "stacks/ordinary").mkdir()

    render(TREE, out)

    for new in ("stacks/prod", "stacks/prod/tests"):
        assert (out / new).stat().st_mode == (out / "stacks/ordinary").stat().st_mode


@pytest.mark.skipif(sys.platform != "linux", reason="ACLs are set by their extended attributes, which Linux has")
def test_a_default_acl_holds_for_new_folders(out: Path, render: Render) -> None:
    nobody_else = b"".join(pack("<HHI", tag, bits, 2**32 - 1) for tag, bits in ((0x01, 7), (0x04, 5), (0x20, 0)))
    (out / "stacks").mkdir(parents=True)
    os.setxattr(out / "stacks", "system.posix_acl_default", pack("<I", 2) + nobody_else)

    render(TREE, out)

    assert S_IMODE((out / "stacks/prod/tests").stat().st_mode) == 0o750


def test_an_empty_tree_is_a_tree(out: Path, render: Render, files_in: FilesIn) -> None:
    assert render({}, out) == PublishResult(())
    assert files_in(out) == {}


def test_a_tree_that_follows_from_another_one_than_is_there_is_refused(out: Path, files_in: FilesIn) -> None:
    """Another run has published since the manifest was read."""
    publish(TREE, out, Provenance("1.0.0", "spec", {"prod": {"protected": ["a"]}}))
    changed = {**TREE, "stacks/prod/main.tf": "changed\n"}

    read, _ = published_manifest(out)
    assert read

    unseen = publish(changed, out, Provenance("1.0.0", "other", {}), previous=None)
    overtaken = publish(changed, out, Provenance("1.0.0", "other", {}), previous=replace(read, files={}))
    done = publish(changed, out, Provenance("1.0.0", "other", {}), previous=read)

    assert [one.code for one in (*unseen.diagnostics, *overtaken.diagnostics)] == ["PUB016", "PUB016"]
    assert done.diagnostics == ()
    assert files_in(out) == changed
    assert own_files(out) == ["manifest.json"]
