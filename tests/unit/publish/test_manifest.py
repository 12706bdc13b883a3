"""The manifest is deterministic, and anything that is not one is refused with the fix."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.publish.compare import compare
from generator.publish.manifest import Manifest, Provenance
from generator.publish.publish import PublishResult
from tests.signed_manifest import signed

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]

SHA = "0" * 64
VALID: dict[str, Any] = {
    "format": 1,
    "tool_version": "1.0.0",
    "spec_digest": "spec",
    "stacks": {},
    "files": {"a": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
}


def test_the_text_is_sorted_and_ends_with_a_line_break() -> None:
    manifest = Manifest(Provenance("1.0", "d", {"b": {"y": 1, "x": None}, "a": {}}), {"b/a": SHA, "a": SHA})

    assert manifest.to_json() == (
        "{\n"
        '  "files": {\n'
        f'    "a": "{SHA}",\n'
        f'    "b/a": "{SHA}"\n'
        "  },\n"
        '  "format": 1,\n'
        '  "sha256": "d35a54c8bc43c9e4998719edd73b00a27b40f1f3dfc5ce8d53e7c976c743d052",\n'
        '  "spec_digest": "d",\n'
        '  "stacks": {\n'
        '    "a": {},\n'
        '    "b": {\n'
        '      "x": null,\n'
        '      "y": 1\n'
        "    }\n"
        "  },\n"
        '  "tool_version": "1.0"\n'
        "}\n"
    )


def test_reading_gives_what_was_written() -> None:
    manifest = Manifest(Provenance("1.0", "d", {"prod": {"keys": ["a", "b"]}}), {"ü/a": SHA})

    assert Manifest.from_json(manifest.to_json().encode()) == manifest


def test_members_that_a_later_version_adds_are_let_pass() -> None:
    assert isinstance(Manifest.from_json(signed({**VALID, "later": 1}).encode()), Manifest)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is not JSON"),
        (signed(VALID).encode()[:-20], "is not JSON"),
        (b"\xff\xfe{}", "is not UTF-8"),
        (b"[]", "is not a JSON object"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"format": ' + b"1" * 5000 + b"}", "is not JSON"),
        (b'<<<<<<< ours\n  "a": 1\n=======\n', "has the marks of a merge conflict"),
        (b'{"format": 1, "format": 1}', "has 'format' twice"),
        (b"{" + b'"a": 0, ' * 100_000 + b'"b": 1}', "has 'a' twice"),
        (b"[" + b"{}," * 7_500_001 + b"0]", "has more than 15,000,000 values"),
        (json.dumps({**VALID, "format": 2}).encode(), 'has "format": 2, and this adbkms reads 1 only'),
        (json.dumps(VALID).encode(), 'has no "sha256", so nothing says whether it is as adbkms has written it'),
        (signed(VALID).replace('"spec"', '"Spec"').encode(), 'the "sha256" in it is not that of the rest'),
        (signed({**VALID, "tool_version": 1}).encode(), 'lacks the text "tool_version"'),
        (signed({**VALID, "stacks": []}).encode(), 'lacks the object of objects "stacks"'),
        (signed({**VALID, "stacks": {"a": 1}}).encode(), 'lacks the object of objects "stacks"'),
        (signed({**VALID, "files": None}).encode(), 'lacks the object "files"'),
        (signed({**VALID, "files": {"a": "A" * 64}}).encode(), 'lacks the object "files"'),
        (signed({**VALID, "files": {"../a": SHA}}).encode(), "lists the path '../a', which has an empty"),
        (signed({**VALID, "files": {"/etc/passwd": SHA}}).encode(), "which is absolute"),
        (signed({**VALID, "files": {".git/config": SHA}}).encode(), "which has the segment"),
    ],
)
def test_a_broken_manifest_stops_everything_and_says_how_to_mend_it(
    out: Path, render: Render, files_in: FilesIn, content: bytes, problem: str
) -> None:
    render({"a": "a"}, out)
    (out / ".adbkms/manifest.json").write_bytes(content)

    result = render({"b": "b"}, out, overwrite_edits=True)

    (diagnostic,) = result.diagnostics
    assert diagnostic.code == "PUB007"
    assert diagnostic.detail.startswith(".adbkms/manifest.json ")
    assert problem in diagnostic.detail
    assert "Restore it from version control" in diagnostic.detail
    assert compare({"b": "b"}, out).diagnostics == (diagnostic,)
    assert files_in(out) == {"a": "a"}
    assert (out / ".adbkms/manifest.json").read_bytes() == content


def test_after_a_merge_conflict_either_manifest_will_do(tmp_path: Path, render: Render, files_in: FilesIn) -> None:
    """Two branches have each added a stack; Git has merged the files, and one side's manifest was taken."""
    ours, theirs = {"stacks/a/main.tf": "a"}, {"stacks/b/main.tf": "b"}
    for side in (ours, theirs):
        out = tmp_path / next(iter(side)).replace("/", "-")
        render(side, out)
        for path, text in (ours | theirs).items():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_text(text)

        assert render(ours | theirs, out).diagnostics == ()
        assert compare(ours | theirs, out).changes == ()
        assert render({}, out).removed == ("stacks/a/main.tf", "stacks/b/main.tf")
