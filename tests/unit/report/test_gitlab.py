"""GitLab's Code Quality report: what the widget of a merge request reads."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from generator.diagnostics import Diagnostic, Position, Severity, Snippet, SourceRange, error
from generator.report import report

SCHEMA = Draft7Validator(
    json.loads(Path(__file__).with_name("schemas").joinpath("gitlab-code-quality.json").read_text())
)


def issues(*diagnostics: Diagnostic, repository: str = ".") -> Any:
    found = json.loads(report(diagnostics, "gitlab", repository=repository))
    SCHEMA.validate(found)
    return found


def moved(one: Diagnostic, lines: int) -> Diagnostic:
    """The same finding after lines have been put in above it."""
    assert one.range and one.snippet
    start, end = (Position(at.line + lines, at.column, at.byte + 100) for at in (one.range.start, one.range.end))
    place = SourceRange(one.range.filename, start, end)
    snippet = dataclasses.replace(one.snippet, start_line=one.snippet.start_line + lines)
    return dataclasses.replace(one, range=place, snippet=snippet)


def test_an_error_with_its_place(unknown_key: Diagnostic) -> None:
    (issue,) = issues(unknown_key)

    assert len(issue.pop("fingerprint")) == 64
    assert issue == {
        "description": 'Unknown key "regoin". There is no such key here. Did you mean "region"?',
        "check_name": "SPEC201",
        "severity": "critical",
        "location": {"path": "spec.yaml", "lines": {"begin": 5}},
    }


def test_a_finding_without_a_place_is_at_its_resource(terraform_warning: Diagnostic) -> None:
    """GitLab drops an issue without a path."""
    (issue,) = issues(terraform_warning)

    assert issue["severity"] == "minor"
    assert issue["location"] == {"path": "oci_database_autonomous_database.orders", "lines": {"begin": 1}}


def test_a_finding_about_nothing_in_particular_has_a_path_as_well() -> None:
    assert issues(error("A", "a"))[0]["location"] == {"path": "adbkms", "lines": {"begin": 1}}


def test_nothing_found_is_an_empty_report() -> None:
    assert report([], "gitlab") == "[]\n"


def test_the_fingerprint_stays_while_other_lines_come_and_go(unknown_key: Diagnostic) -> None:
    (before,), (after,) = issues(unknown_key), issues(moved(unknown_key, 7))

    assert after["location"]["lines"]["begin"] == 12
    assert after["fingerprint"] == before["fingerprint"]


def test_two_that_are_alike_have_fingerprints_of_their_own(unknown_key: Diagnostic) -> None:
    first, second = issues(unknown_key, moved(unknown_key, 7))

    assert first["fingerprint"] != second["fingerprint"]


def test_the_fingerprint_tells_files_and_texts_apart(unknown_key: Diagnostic) -> None:
    assert unknown_key.range
    elsewhere = dataclasses.replace(unknown_key, range=dataclasses.replace(unknown_key.range, filename="other.yaml"))
    other = dataclasses.replace(unknown_key, summary='Unknown key "regio"')

    assert len({one["fingerprint"] for one in issues(unknown_key, elsewhere, other)}) == 3


@pytest.mark.parametrize(
    ("filename", "repository", "path"),
    [
        ("./specs/a.yaml", ".", "specs/a.yaml"),
        ("specs//a.yaml", ".", "specs/a.yaml"),
        ("/builds/payments/specs/a.yaml", "/builds/payments", "specs/a.yaml"),
        ("<stdin>", ".", "<stdin>"),
    ],
)
def test_paths_are_relative_to_the_repository(filename: str, repository: str, path: str) -> None:
    at = Position(1, 1, 0)

    (issue,) = issues(Diagnostic(Severity.ERROR, "A", "a", range=SourceRange(filename, at, at)), repository=repository)

    assert issue["location"]["path"] == path


def test_a_job_that_works_in_a_folder_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "infra").mkdir()
    monkeypatch.chdir(tmp_path / "infra")
    at = Position(1, 1, 0)

    (issue,) = issues(
        Diagnostic(Severity.ERROR, "A", "a", range=SourceRange("a.yaml", at, at)), repository=str(tmp_path)
    )

    assert issue["location"]["path"] == "infra/a.yaml"


@given(st.text(st.characters()))
def test_any_text_in_any_field_is_one_valid_issue(text: str) -> None:
    where = SourceRange(f"a{text}", Position(1, 1, 0), Position(1, 1, 0))
    hostile = Diagnostic(Severity.ERROR, text, text, text, where, Snippet(text, 1, 0, 0), text)

    assert len(issues(hostile)) == 1
    assert report([hostile], "gitlab").isascii()
