"""Where a finding points to: file, line and column, the source line, and what is marked in it."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Position, Severity, Snippet, SourceRange
from tests.unit.rules.specs import check, check_text, spec_text


def marked(diagnostic: Diagnostic) -> str:
    snippet = diagnostic.snippet
    assert snippet is not None
    return snippet.code[snippet.highlight_start_offset : snippet.highlight_end_offset]


def test_a_finding_is_a_whole_diagnostic() -> None:
    (found,) = check("""
        databases:
          orders:
            encryption:
              service_endpoint: kms.us-east-1.amazonaws.com  # the old one
        """)

    line = "          service_endpoint: kms.us-east-1.amazonaws.com  # the old one"
    start = len("version: 1\nstacks:\n  payments-prod:\n    databases:\n      orders:\n        encryption:\n") + 28
    assert found == Diagnostic(
        Severity.ERROR,
        "KMS102",
        "The endpoint is in us-east-1, the key in us-east-2",
        "A key is known in its own region only. Write `service_endpoint: kms.us-east-2.amazonaws.com`, or leave it "
        "out: "
        "that is the default.",
        SourceRange("spec.yaml", Position(7, 29, start), Position(7, 56, start + 27)),
        Snippet(line, 7, 28, 55),
    )


def test_a_value_is_marked() -> None:
    (found,) = check("policies: {ADBS_AWS_Policy1: {actions: [kms:Decrypt, 'kms:Encrpyt']}}")

    assert marked(found) == "'kms:Encrpyt'"


def test_the_name_of_an_object_is_marked() -> None:
    (found,) = check("roles:\n  ADBS AWS Role2: {policies: [ADBS_AWS_Policy1]}")

    assert marked(found) == "ADBS AWS Role2"


def test_what_is_missing_points_to_the_object_that_it_is_missing_in() -> None:
    (found,) = check("{databases: {orders: {encryption: {role: null}}}}")

    assert (found.code, marked(found)) == ("TRU103", "encryption")


def test_what_defaults_say_is_marked_there() -> None:
    text = spec_text().replace("region: us-east-2", "region: us-east-9")
    (found,) = check_text(text)

    assert (found.code, marked(found)) == ("AWS102", "us-east-9")
    assert found.range is not None
    assert found.range.start.line == text[: text.index("us-east-9")].count("\n") + 1


def test_what_defaults_say_to_many_stacks_is_said_once() -> None:
    text = spec_text("{keys: null, policies: null, roles: null, databases: null}")
    text = text.replace("region: us-east-2", "region: us-east-9")

    assert (
        len(
            check_text(
                text.replace(
                    "stacks:\n", "stacks:\n  first: {keys: null, policies: null, roles: null, databases: null}\n"
                )
            )
        )
        == 1
    )
