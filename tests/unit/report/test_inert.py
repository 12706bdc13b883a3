"""Nothing that somebody has put into a value is a command to the log of a pipeline."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import LaidOut, error
from generator.report import report
from generator.report.inert import inert, inert_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::stop-commands::tok", r"\x3a:stop-commands::tok"),
        ("  ::add-mask::us-east-2", r"  \x3a:add-mask::us-east-2"),
        ("one\n\t::error::two", "one\n\t\\x3a:error::two"),
        ("\u3000\u00a0::error::x", "\u3000\u00a0\\x3a:error::x"),
        ("\u200d:\u200c:error::x", "\u200d\\x3a\u200c:error::x"),
        ("a ##[add-mask]x", r"a \x23#[add-mask]x"),
        ("###[group]x", r"#\x23#[group]x"),
        ("#\u200d#\ufe0f[group]x", "\\x23\u200d#\ufe0f[group]x"),
        ("##vso[task.setvariable variable=x]y", r"\x23#vso[task.setvariable variable=x]y"),
        ("##teamcity[x]", r"\x23#teamcity[x]"),
        ("  \u0610::error::x", "  \u0610\\x3a:error::x"),
        ("##vso\u0610[x]", "\\x23#vso\u0610[x]"),
    ],
)
def test_a_command_is_broken_up(text: str, shown: str) -> None:
    assert inert(text) == shown


@pytest.mark.parametrize(
    "text", ["arn:aws:iam::111122223333:role/x", "a\n  arn:aws:kms::x", "## Heading", "see #[x] and # #[y]", "", ": :x"]
)
def test_what_is_no_command_stays(text: str) -> None:
    assert inert(text) == text


def test_json_stays_json_of_the_same_meaning() -> None:
    text = json.dumps({"a": "##[add-mask]x", "b": r"\##vso[x]"}, indent=2)

    assert "##" not in inert_json(text)
    assert json.loads(inert_json(text)) == json.loads(text)


@pytest.mark.parametrize("format", ["text", "markdown", "json", "sarif"])
def test_no_format_lets_one_through(format: str) -> None:
    hostile = "::stop-commands::x"
    found = error("A", hostile, LaidOut(f"{'a' * 90} {hostile}\n{hostile}\n##[add-mask]b"))

    written = report([found], format)

    assert not [line for line in written.splitlines() if line.lstrip().startswith("::") or "##[" in line]
