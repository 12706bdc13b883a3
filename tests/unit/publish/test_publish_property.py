"""Whatever was there before, ours or others': the folder ends with exactly the new tree beside what is
others'.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publish.publish import PublishResult

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]


def without_files_that_are_folders(paths: dict[str, str]) -> dict[str, str]:
    """The same tree without the files that others would have to be in."""
    return {path: text for path, text in paths.items() if not any(other.startswith(f"{path}/") for other in paths)}


segments = st.sampled_from(["a", "b", "é"])
texts = st.sampled_from(["", "x", "y\n"])
trees = st.dictionaries(st.lists(segments, min_size=1, max_size=3).map("/".join), texts, max_size=6).map(
    without_files_that_are_folders
)
# Others' files are next to ours, in the same folders, and never have our names.
foreigners = st.lists(st.lists(segments, max_size=2).map(lambda folders: "/".join([*folders, "theirs"])), max_size=2)


@given(first=trees, second=trees, foreign=foreigners)
@settings(max_examples=60, deadline=None)
def test_the_folder_ends_with_the_new_tree_and_with_what_is_others(
    render: Render, files_in: FilesIn, first: dict[str, str], second: dict[str, str], foreign: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        assert render(first, out).diagnostics == ()
        theirs = {path: "theirs" for path in foreign if not has_a_file_above(path, first)}
        for path, text in theirs.items():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_text(text)

        result = render(second, out)

        if any(has_a_file_above(path, second) for path in theirs):
            assert {found.code for found in result.diagnostics} == {"PUB006"}
            assert files_in(out) == first | theirs
        else:
            assert result.diagnostics == ()
            assert files_in(out) == second | theirs
            assert render(second, out) == PublishResult((), unchanged=len(second))
            assert render({}, out).diagnostics == ()
            assert files_in(out) == theirs


def has_a_file_above(path: str, tree: dict[str, str]) -> bool:
    return any(path.startswith(f"{file}/") for file in tree)
