"""Paths that leave the folder, or that are not one and the same file everywhere, are refused."""

from __future__ import annotations

import pytest

from generator.publish.names import check_names


@pytest.mark.parametrize(
    "path",
    [
        "main.tf",
        "stacks/payments-prod/tests/plan.tftest.hcl",
        ".terraform-version",
        "..a/b..c/...d",
        "a b/ü/鍵.tf",
        "console/null/auxiliary/com10/lpt.tf",
        "x" * 255,
    ],
)
def test_ordinary_paths_are_fine(path: str) -> None:
    assert check_names([path]) == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/etc/passwd", "is absolute"),
        ("//host/share", "is absolute"),
        ("", "empty segment"),
        ("a//b", "empty segment"),
        ("a/", "empty segment"),
        (".", '"."'),
        ("a/./b", '"."'),
        ("../a", '".."'),
        ("a/../../b", '".."'),
        ("..\\a", "backslash"),
        ("a\\b", "backslash"),
        ("a\0b", "control character"),
        ("a\nb", "control character"),
        ("a\x7f", "control character"),
        ("a\u202egpj.tf", "cannot be seen"),
        ("a\u200bb", "cannot be seen"),
        ("a\ud800b", "cannot be seen"),
        ("C:/a", "Windows reserves"),
        ("a.tf:stream", "Windows reserves"),
        ("what?", "Windows reserves"),
        ("CON", "device"),
        ("a/nul.txt", "device"),
        ("com1", "device"),
        ("LPT¹.tf", "device"),
        ("aux .tf", "device"),
        ("a./b", "ends with a dot or a space"),
        ("a ", "ends with a dot or a space"),
        ("x" * 256, "more than 255 bytes"),
        ("ü" * 128, "more than 255 bytes"),
        ("a/" * 16 + "b", "more than 16 segments"),
        (".adbkms/manifest.json", "not for rendered files"),
        (".ADBKMS/manifest.json", "not for rendered files"),
        ("modules/.adbkms/x", "not for rendered files"),
        (".git/hooks/pre-commit", "not for rendered files"),
        ("a/.Git/config", "not for rendered files"),
    ],
)
def test_unsafe_paths_are_refused_with_the_reason(path: str, reason: str) -> None:
    (diagnostic,) = check_names(["fine.tf", path])

    assert diagnostic.code == "PUB003"
    assert diagnostic.detail.startswith(repr(path))
    assert reason in diagnostic.detail


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("README.md", "readme.md"),
        ("Stacks", "stacks"),
        ("stra\xdfe", "STRASSE"),
        ("caf\u00e9", "cafe\u0301"),
        ("CAF\u00c9", "cafe\u0301"),
        ("\u212b", "\u00e5"),
    ],
)
def test_names_that_a_file_system_may_take_for_one_are_refused(one: str, other: str) -> None:
    for paths in (
        [one, other],
        [f"{one}/x", f"{other}/x", "b"],
        [f"{one}/x", f"{other}/y"],
        [f"{one}/x", other],
    ):
        (diagnostic,) = check_names(paths)

        assert diagnostic.code == "PUB004"
        assert repr(one) in diagnostic.detail
        assert repr(other) in diagnostic.detail


def test_a_path_cannot_be_a_file_and_a_folder() -> None:
    (diagnostic,) = check_names(["a/b", "a/b/c"])

    assert diagnostic.code == "PUB004"
    assert diagnostic.detail.startswith("'a/b' and 'a/b' are the same file")


def test_every_bad_path_is_reported() -> None:
    assert len(check_names(["../a", "b\\c", "d", "e/"])) == 3
    assert len(check_names(["a", "A", "b", "B", "c"])) == 2
