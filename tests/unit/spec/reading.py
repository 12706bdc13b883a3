"""How the tests of the spec read specs, and how they see what is said about them."""

from __future__ import annotations

import textwrap

from generator.diagnostics import Diagnostic, in_reading_order
from generator.report import report
from generator.spec import model
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec

HEAD = """\
version: 1
stacks:
  payments-prod:
    aws: {account_id: "111122223333", region: us-east-2}
    oci: {compartment_id: ocid1.compartment.oc1..a, region: us-ashburn-1}
"""
"""The first five lines of a spec, up to where a stack's own keys stand four spaces deep."""


def read(*texts: str | bytes) -> tuple[Spec, list[Diagnostic]]:
    """The spec of one file or several, called 1.yaml and so on, and what is wrong with it."""
    files = [
        SpecText(f"{number}.yaml", text.encode() if isinstance(text, str) else text)
        for number, text in enumerate(texts, start=1)
    ]
    spec, diagnostics = parse_spec(files)
    return spec, in_reading_order(diagnostics)


def with_stack(text: str) -> str:
    """A spec whose one stack has these keys beside `aws` and `oci`; they begin in line 6."""
    return HEAD + textwrap.indent(textwrap.dedent(text).lstrip("\n"), "    ")


def stack_of(text: str | bytes) -> model.Stack:
    """The one stack of a spec in which nothing is wrong."""
    spec, diagnostics = read(text)
    assert diagnostics == [], report(diagnostics, "text")
    (loaded,) = spec.stacks
    return loaded.stack


def said(text: str | bytes) -> list[str]:
    """What is said about a spec: "6:5 SPEC201 Unknown key …", a line each."""
    return [
        f"{one.range.start.line}:{one.range.start.column} {one.code} {one.summary}"
        if one.range
        else f"{one.code} {one.summary}"
        for one in read(text)[1]
    ]


def shown(text: str | bytes) -> str:
    """The same as the user sees it."""
    return report(read(text)[1], "text")
