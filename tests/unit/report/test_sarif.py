"""SARIF 2.1.0 is for code scanning: rules, and what they found where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from generator import __version__
from generator.diagnostics import Diagnostic, Position, Severity, SourceRange, error, warning
from generator.report import report

SCHEMA = Draft4Validator(
    json.loads(Path(__file__).with_name("schemas").joinpath("sarif-2.1.0-rtm.5.json").read_text("utf-8")),
    format_checker=Draft4Validator.FORMAT_CHECKER,
)


def run_of(*diagnostics: Diagnostic, **options: Any) -> Any:
    """The run of a log, which is valid."""
    log = json.loads(report(diagnostics, "sarif", **options))
    SCHEMA.validate(log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def test_an_error_with_its_place(unknown_key: Diagnostic) -> None:
    assert run_of(unknown_key) == {
        "tool": {"driver": {"name": "adbkms", "version": __version__, "rules": [{"id": "SPEC201"}]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": "SPEC201",
                "ruleIndex": 0,
                "level": "error",
                "message": {
                    "text": 'Unknown key "regoin"\nThere is no such key here. Did you mean "region"?',
                },
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "spec.yaml"},
                            "region": {"startLine": 5, "startColumn": 5, "endLine": 5, "endColumn": 11},
                        }
                    }
                ],
            }
        ],
    }


def test_a_resource_is_a_logical_location(terraform_warning: Diagnostic) -> None:
    (result,) = run_of(terraform_warning)["results"]

    assert result["level"] == "warning"
    assert result["locations"] == [
        {"logicalLocations": [{"fullyQualifiedName": "oci_database_autonomous_database.orders"}]}
    ]


def test_several_lines_are_one_region(over_three_lines: Diagnostic) -> None:
    (result,) = run_of(over_three_lines)["results"]

    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 3, "endLine": 4, "endColumn": 9}


def test_a_finding_about_nothing_in_particular_has_no_location() -> None:
    (result,) = run_of(error("A", "a"))["results"]

    assert "locations" not in result


def test_each_rule_is_listed_once_by_code_and_every_result_points_to_its_own() -> None:
    run = run_of(error("B2", "b"), warning("A1", "a"), error("B2", "c"))

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["A1", "B2"]
    assert [(result["ruleId"], result["ruleIndex"]) for result in run["results"]] == [("B2", 1), ("A1", 0), ("B2", 1)]


def test_explanations_become_the_help_of_the_rules() -> None:
    explanation = "# There are no stacks\n\nThe spec has no stack.\n"

    run = run_of(error("SPEC211", "There are no stacks"), error("X1", "x"), explanations={"SPEC211": explanation})

    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "SPEC211",
            "shortDescription": {"text": "There are no stacks"},
            "help": {"text": explanation, "markdown": explanation},
        },
        {"id": "X1"},
    ]


def test_nothing_found_is_a_run_without_results() -> None:
    run = run_of()

    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


@pytest.mark.parametrize(
    ("filename", "uri"),
    [
        ("specs/payments.yaml", "specs/payments.yaml"),
        ("with space.yaml", "with%20space.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("50%.yaml", "50%25.yaml"),
        ("größe.yaml", "gr%C3%B6%C3%9Fe.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
        ("/srv/specs/a.yaml", "file:///srv/specs/a.yaml"),
    ],
)
def test_file_names_are_uri_references(filename: str, uri: str) -> None:
    where = SourceRange(filename, Position(1, 1, 0), Position(1, 1, 0))

    (result,) = run_of(Diagnostic(Severity.ERROR, "A", "a", range=where))["results"]

    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A list of one is written `[A]`.", "A list of one is written `[A]`."),
        ("[click](https://example.com)", r"\[click\](https://example.com)"),
        ("\x1b[31m", r"\x1b[31m"),
    ],
)
def test_no_text_is_a_link_or_an_escape(text: str, message: str) -> None:
    (result,) = run_of(error("A", text))["results"]

    assert result["message"]["text"] == message


@given(st.text(st.characters()))
def test_any_text_in_any_field_is_a_log_with_one_result(text: str) -> None:
    where = SourceRange(text, Position(1, 1, 0), Position(1, 1, 0))
    hostile = Diagnostic(Severity.ERROR, text, text, text, where, address=text)

    written = report([hostile], "sarif")

    assert written.isascii()
    assert len(run_of(hostile)["results"]) == 1


def test_the_schema_finds_what_is_wrong() -> None:
    log = json.loads(report([error("A", "a")], "sarif"))
    log["runs"][0]["results"][0]["level"] = "fatal"

    assert not SCHEMA.is_valid(log)
