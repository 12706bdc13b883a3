"""What could not be read again is not written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish import staging
from generator.publish.publish import PublishResult

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]


def test_a_tree_whose_journal_would_be_too_large(
    out: Path, render: Render, files_in: FilesIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    render({"a": "a"}, out)
    monkeypatch.setattr(staging, "MOST_BYTES", 1000)

    (diagnostic,) = render({"a": "a", "b" * 200: "b"}, out).diagnostics

    assert diagnostic.code == "PUB018"
    assert files_in(out) == {"a": "a"}
    assert [path.name for path in (out / ".adbkms").iterdir()] == ["manifest.json"]
    assert render({"a": "b"}, out).written == ("a",)
