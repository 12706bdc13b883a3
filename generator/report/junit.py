"""JUnit XML, as the test reports of GitLab, Jenkins and GitHub's actions read it.

Elements and attributes are those of Jenkins's schema (https://github.com/jenkinsci/xunit-plugin, junit-10.xsd). The
attributes `file` and `line` of a testcase are not in it; GitLab and GitHub's actions link them, and Jenkins passes over
them (https://docs.gitlab.com/ci/testing/unit_test_reports/#junit-xml-format-specification).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.diagnostics import Diagnostic, Severity, SourceRange
from generator.report.visible import visible

_SUITE = "adbkms"
_NOT_IN_XML = re.compile("[\ufffe\uffff]")  # the only ones of https://www.w3.org/TR/xml/#charsets that are not hidden
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;"})
_ENTITIES_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Result(StrEnum):
    """How a case ended. What is skipped has neither passed nor failed."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Case:
    """`group` and `name` tell it from all others of a report, for platforms that compare two; `message` is one line,
    `text` may be more, and both are "" where there is nothing to say."""

    group: str
    name: str
    result: Result
    message: str = ""
    text: str = ""
    place: SourceRange | None = None


def junit(diagnostics: Sequence[Diagnostic]) -> str:
    """A case that fails for each error. A warning does not stop a run, so it is one that passes and says what it warns
    of. Where nothing is wrong one passes, since platforms take a report without any for a failure to make one."""
    return junit_of([case_of(one) for one in diagnostics] or [Case(_SUITE, "Nothing is wrong", Result.PASSED)])


def case_of(diagnostic: Diagnostic) -> Case:
    """The case of a finding. Its name has no line number, so that it stays the same while lines come and go."""
    where = diagnostic.address or (diagnostic.range.filename if diagnostic.range else "")
    return Case(
        f"{_SUITE}.{diagnostic.code}",
        f"{where}: {diagnostic.summary}" if where else diagnostic.summary,
        Result.FAILED if diagnostic.severity is Severity.ERROR else Result.PASSED,
        diagnostic.summary,
        diagnostic.detail,
        diagnostic.range,
    )


def junit_of(cases: Sequence[Case]) -> str:
    """One XML document with one suite, in UTF-8 without characters that XML does not allow."""
    counts = Counter(one.result for one in cases)
    numbers = {
        "name": _SUITE,
        "tests": str(len(cases)),
        "failures": str(counts[Result.FAILED]),
        "errors": "0",
        "skipped": str(counts[Result.SKIPPED]),
    }
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", f"  <testsuite{_attributes(numbers)}>"]
    lines += [line for case in _distinct(cases) for line in _testcase(case)]
    return "\n".join([*lines, "  </testsuite>", "</testsuites>"]) + "\n"


def _distinct(cases: Sequence[Case]) -> Iterator[Case]:
    """GitLab reads the first of a name only: equal ones are numbered."""
    seen: set[tuple[str, str]] = set()
    for one in cases:
        name, number = one.name, 1
        while (one.group, name) in seen:
            number += 1
            name = f"{one.name} ({number})"
        seen.add((one.group, name))
        yield replace(one, name=name)


def _testcase(case: Case) -> Iterator[str]:
    said = {"classname": case.group, "name": case.name}
    if case.place:
        said |= {"file": case.place.filename, "line": str(case.place.start.line)}
    opened = f"    <testcase{_attributes(said)}"
    text = _lines(_at(case.place), case.text)
    match case.result:
        case Result.FAILED:
            inside = f"<failure{_attributes({'type': 'error', 'message': case.message})}>{_text(text)}</failure>"
        case Result.SKIPPED:
            inside = f"<skipped{_attributes({'message': case.message})}>{_text(text)}</skipped>"
        case Result.PASSED if case.message:
            inside = f"<system-out>{_text(_lines(case.message, text))}</system-out>"
        case Result.PASSED:
            yield f"{opened}/>"
            return
    yield from (f"{opened}>", f"      {inside}", "    </testcase>")


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _at(place: SourceRange | None) -> str:
    return f"on {place.filename}:{place.start.line}:{place.start.column}" if place else ""


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {name}="{_allowed(value).translate(_ENTITIES)}"' for name, value in values.items())


def _text(text: str) -> str:
    return _allowed(text).translate(_ENTITIES_IN_TEXT)


def _allowed(text: str) -> str:
    return _NOT_IN_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", visible(text, keep="\n"))
