"""The formats of `--format`, and what holds for all of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.diagnostics import Diagnostic
from generator.report import FORMATS, report


def test_these_are_the_formats() -> None:
    assert FORMATS == ("text", "json", "sarif", "markdown", "github", "gitlab", "junit")


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_the_same_every_time_and_ends_with_a_line_break(format: str, unknown_key: Diagnostic) -> None:
    first, second = report([unknown_key], format), report(iter([unknown_key]), format)

    assert first == second
    assert first.endswith("\n")
    assert not first.endswith("\n\n")


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match='"xml" is none of text, json, sarif, markdown, github, gitlab, junit'):
        report([], "xml")


def test_a_format_that_is_not_used_is_not_loaded() -> None:
    program = "import sys, generator.report as r; r.report([], 'text'); print('generator.report.sarif' in sys.modules)"

    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert printed.stdout == "False\n"
