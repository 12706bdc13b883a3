"""Findings as the report shows them."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Severity, Snippet, laid_out
from generator.report.page.model import SourceLine
from generator.report.page.source import finding


def test_the_stretch_that_is_wrong_is_marked(unknown_key: Diagnostic) -> None:
    shown = finding(unknown_key)

    assert (shown.severity, shown.code, shown.place) == ("error", "SPEC201", "spec.yaml:5:5")
    assert shown.source == SourceLine(5, "    ", "regoin", ": us-east-2")


def test_a_finding_without_a_place_says_what_it_is_about(terraform_warning: Diagnostic) -> None:
    shown = finding(terraform_warning)

    assert (shown.place, shown.context, shown.source) == ("", "oci_database_autonomous_database.orders", None)


def test_a_very_long_line_is_cut_on_both_sides() -> None:
    snippet = Snippet("a" * 1000 + "WRONG" + "b" * 1000, 1, 1000, 1005)

    source = finding(Diagnostic(Severity.ERROR, "X001", "x", snippet=snippet)).source

    assert source == SourceLine(1, "…" + "a" * 160, "WRONG", "b" * 160 + "…")


def test_a_very_long_stretch_is_cut() -> None:
    snippet = Snippet("a" * 1000, 1, 0, 1000)

    source = finding(Diagnostic(Severity.ERROR, "X001", "x", snippet=snippet)).source

    assert source == SourceLine(1, "", "a" * 160 + "…", "")


def test_lines_that_are_laid_out_stay_lines() -> None:
    detail = laid_out("First.", "- old", "+ new")

    assert finding(Diagnostic(Severity.ERROR, "X001", "x", detail)).detail == ("First.", "- old", "+ new")
