"""The diff is what `git diff` would say, and `git apply` turns the old text into the new with it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.publish.changes import Change, Changes, Kind
from generator.publish.content import in_memory
from generator.publish.diff import unified_diff


def diff(*changes: tuple[str, bytes | None, bytes | None]) -> str:
    listed = tuple(
        Change(path, Kind.CHANGED, old, None if new is None else in_memory(new)) for path, old, new in changes
    )
    return unified_diff(Changes(listed, (), (), None))


def patched(old: str, hunks: str) -> str:
    """`old` with the hunks applied as `git apply` does it: to the line, and short of context only at an
    end.
    """
    source, result, position = old.splitlines(keepends=True), [], 0
    marked = hunks.replace("\n\\ No newline at end of file\n", "$\n")
    for match in re.finditer(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@\n((?:[-+ ].*\n)+)", marked):
        start = int(match[1]) - (match[2] != "0")
        result += source[position:start]
        position = start
        lines = match[3].splitlines()
        for line in lines:
            text = line[1:-1] if line.endswith("$") else line[1:] + "\n"
            if line[0] in " -":
                assert source[position] == text
                position += 1
            if line[0] in " +":
                result.append(text)
        changed = [index for index, line in enumerate(lines) if line[0] != " "]
        assert changed[0] == 3 or start == 0
        assert len(lines) - 1 - changed[-1] == 3 or position == len(source)
    return "".join(result + source[position:])


def test_nothing_to_say() -> None:
    assert diff() == ""


def test_a_changed_file() -> None:
    old = "".join(f"line {number}\n" for number in range(1, 21))

    assert diff(("stacks/prod/main.tf", old.encode(), old.replace("9", "nine").encode())) == (
        "diff --git a/stacks/prod/main.tf b/stacks/prod/main.tf\n"
        "--- a/stacks/prod/main.tf\n"
        "+++ b/stacks/prod/main.tf\n"
        "@@ -6,7 +6,7 @@\n"
        " line 6\n line 7\n line 8\n-line 9\n+line nine\n line 10\n line 11\n line 12\n"
        "@@ -16,5 +16,5 @@\n"
        " line 16\n line 17\n line 18\n-line 19\n+line 1nine\n line 20\n"
    )


def test_an_added_and_a_removed_file() -> None:
    assert diff(("new", None, b"a\nb\n"), ("old", b"a\n", None)) == (
        "diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n@@ -0,0 +1,2 @@\n+a\n+b\n"
        "diff --git a/old b/old\ndeleted file mode 100644\n--- a/old\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
    )


def test_an_empty_file_comes_and_goes() -> None:
    assert diff(("new", None, b""), ("old", b"", None)) == (
        "diff --git a/new b/new\nnew file mode 100644\ndiff --git a/old b/old\ndeleted file mode 100644\n"
    )


def test_a_missing_line_break_at_the_end() -> None:
    assert diff(("a", b"x", b"x\n")).endswith("@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n")
    assert diff(("a", b"x\n", b"x")).endswith("@@ -1 +1 @@\n-x\n+x\n\\ No newline at end of file\n")


def test_only_a_line_feed_ends_a_line() -> None:
    assert diff(("a", b"", "\x0c\u2028\r\n".encode())).endswith("@@ -0,0 +1 @@\n+\x0c\u2028\r\n")


def test_bytes_that_are_not_utf_8_are_shown() -> None:
    assert "-caf\\xe9\n+café\n" in diff(("a", b"caf\xe9\n", "café\n".encode()))


def test_a_difference_that_cannot_be_shown_is_named() -> None:
    assert diff(("a", b"\xe9", rb"\xe9")).endswith("Binary files a/a and b/a differ\n")


def test_a_name_with_a_space_ends_with_a_tab_for_patch() -> None:
    assert "--- a/a b\t\n+++ b/a b\t\n" in diff(("a b", b"x\n", b"y\n"))


texts = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n"]), max_size=30).map("".join)


@given(old=texts, new=texts, tail=st.sampled_from(["", "end", "end\n"]), new_tail=st.sampled_from(["", "end"]))
def test_the_diff_leads_from_the_old_text_to_the_new(old: str, new: str, tail: str, new_tail: str) -> None:
    old, new = old + tail, new + new_tail
    hunks = diff(("f", old.encode(), new.encode())).partition("+++ b/f\n")[2]

    assert patched(old, hunks) == (new if hunks else old)
    assert bool(hunks) == (old != new)


def test_one_change_in_a_long_file_takes_one_hunk() -> None:
    old = "".join(f"line {number}\n" for number in range(5_000))

    hunks = diff(("f", old.encode(), old.replace("line 2500\n", "").encode()))

    assert hunks.count("\n@@") == 1
    assert "@@ -2498,7 +2498,6 @@\n" in hunks
