"""JUnit XML: what the test reports of GitLab, Jenkins and GitHub's actions read."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, LaidOut, Position, Severity, SourceRange, error, warning
from generator.report import report

from .xml_schema import XmlSchema

SCHEMA = XmlSchema(Path(__file__).with_name("schemas") / "junit-10.xsd")


def suite(*diagnostics: Diagnostic) -> Element:
    """The suite of a report, which is valid but for the two attributes that are not Jenkins's."""
    root = ElementTree.fromstring(report(diagnostics, "junit").encode())
    plain = ElementTree.fromstring(report(diagnostics, "junit").encode())
    for case in plain.iter("testcase"):
        case.attrib.pop("file", None)
        case.attrib.pop("line", None)
    assert list(SCHEMA.mistakes(plain)) == []
    (found,) = root
    return found


def counts(of: Element) -> tuple[str, str, str, str]:
    return of.attrib["tests"], of.attrib["failures"], of.attrib["errors"], of.attrib["skipped"]


def test_an_error_is_a_case_that_fails(unknown_key: Diagnostic) -> None:
    assert report([unknown_key], "junit") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<testsuites>\n"
        '  <testsuite name="adbkms" tests="1" failures="1" errors="0" skipped="0">\n'
        '    <testcase classname="adbkms.SPEC201" name="spec.yaml: Unknown key &quot;regoin&quot;"'
        ' file="spec.yaml" line="5">\n'
        '      <failure type="error" message="Unknown key &quot;regoin&quot;">on spec.yaml:5:5\n'
        'There is no such key here. Did you mean "region"?</failure>\n'
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )
    assert counts(suite(unknown_key)) == ("1", "1", "0", "0")


def test_a_warning_passes_and_says_what_it_warns_of(terraform_warning: Diagnostic) -> None:
    found = suite(terraform_warning)

    assert counts(found) == ("1", "0", "0", "0")
    assert found[0].attrib["name"] == "oci_database_autonomous_database.orders: Not formatted"
    assert [(one.tag, one.text) for one in found[0]] == [("system-out", "Not formatted")]


def test_where_nothing_is_wrong_one_case_passes() -> None:
    found = suite()

    assert counts(found) == ("1", "0", "0", "0")
    assert [(one.attrib, len(one)) for one in found] == [({"classname": "adbkms", "name": "Nothing is wrong"}, 0)]


def test_no_two_cases_have_the_same_name(unknown_key: Diagnostic) -> None:
    """GitLab shows the first of a name only."""
    assert unknown_key.range
    at = Position(9, 5, 99)
    again = dataclasses.replace(unknown_key, range=SourceRange(unknown_key.range.filename, at, at))

    names = [one.attrib["name"] for one in suite(unknown_key, again, error("SPEC201", "b"), error("SPEC202", "b"))]

    assert names == [
        'spec.yaml: Unknown key "regoin"',
        'spec.yaml: Unknown key "regoin" (2)',
        "b",
        "b",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>&amp;", "<b>&amp;"),
        ("]]>", "]]>"),
        ("\x1b[31m\x00\x08", r"\x1b[31m\x00\x08"),
        ("\ufffe\uffff", r"\ufffe\uffff"),
        ("\ud800", r"\ud800"),
        ("größe 😀", "größe 😀"),
    ],
)
def test_what_xml_does_not_allow_is_escaped(text: str, shown: str) -> None:
    (case,) = suite(error("A", text, text))

    assert (case.attrib["name"], case[0].attrib["message"], case[0].text) == (shown, shown, shown)


def test_the_lines_of_a_detail_stay_and_none_is_a_pipelines_command() -> None:
    (case,) = suite(error("A", "a", LaidOut("- old\n::set-output::x")))

    assert case[0].text == "- old\n\\x3a:set-output::x"


def test_errors_and_warnings_are_counted() -> None:
    assert counts(suite(error("A", "a"), warning("B", "b"), error("C", "c"))) == ("3", "2", "0", "0")


@given(st.text(st.characters()))
def test_any_text_in_any_field_is_a_document_with_one_case(text: str) -> None:
    where = SourceRange(text, Position(1, 1, 0), Position(1, 1, 0))

    assert len(suite(Diagnostic(Severity.ERROR, text, text, text, where, address=text))) == 1


@pytest.mark.parametrize(
    ("document", "mistake"),
    [
        ("<testsuite name='a' tests='1' failures='0' errors='0'><case/></testsuite>", "testsuite holds case"),
        ("<testsuite name='a' tests='1' failures='0'/>", "testsuite has no errors"),
        ("<testcase name='a' file='b'/>", "testcase has an attribute file"),
        ("<testcase name='a'>text</testcase>", "testcase holds text"),
        ("<testsuite name='a' tests='1' failures='0' errors='0' time='1 s'/>", "time of testsuite is '1 s'"),
        ("<report/>", "there is no element report"),
    ],
)
def test_the_schema_finds_what_is_wrong(document: str, mistake: str) -> None:
    assert next(SCHEMA.mistakes(ElementTree.fromstring(document))) == mistake
