"""Stacks can be sent to another process: they mean the same there, and findings about them point to the same places."""

from __future__ import annotations

import pickle

from generator.diagnostics import Severity
from generator.rules import all_rules, check_each, check_rules
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec
from tests.unit.rules.specs import spec_text

DEFAULTS = SpecText("specs/defaults.yaml", b"version: 1\ndefaults: {oci: {freeform_tags: {team: a}}}\n", "specs")


def fleet(stacks: int) -> Spec:
    head, _, example = spec_text().partition("  payments-prod:\n    {}\n")
    text = head + "".join(f"  s{number}: {{keys: {{K: {{}}}}}}\n" for number in range(stacks)) + example
    return parse_spec([DEFAULTS, SpecText("specs/fleet.yaml", text.encode(), "specs")])[0]


def sent(spec: Spec) -> Spec:
    received: Spec = pickle.loads(pickle.dumps(spec, pickle.HIGHEST_PROTOCOL))  # our own bytes
    return received


def test_what_is_said_of_them_is_the_same() -> None:
    for rule in all_rules():
        text = spec_text(at_top=rule.bad) if rule.at_top else spec_text(rule.bad)
        spec, _ = parse_spec([SpecText("spec.yaml", text.encode())])

        assert sent(spec).digest() == spec.digest()
        assert check_rules(sent(spec)) == check_rules(spec) != []


def test_what_could_not_be_read_of_them_is_still_known() -> None:
    spec, _ = parse_spec([SpecText("spec.yaml", spec_text("keys: {K: {rotation_days: soon}}").encode())])
    (loaded,) = sent(spec).stacks

    assert loaded.failed == spec.stacks[0].failed != ()
    assert check_each(loaded) == check_each(spec.stacks[0])


def test_a_node_keeps_the_file_that_it_is_from() -> None:
    path = ("oci", "freeform_tags", "team")
    (before,), (after,) = fleet(1).stacks, sent(fleet(1)).stacks

    expected = before.diagnostic(Severity.ERROR, "SPEC001", "s", "d", path)
    assert after.diagnostic(Severity.ERROR, "SPEC001", "s", "d", path) == expected
    assert expected.range is not None
    assert expected.range.filename == "specs/defaults.yaml"


def test_stacks_of_one_file_share_its_text() -> None:
    one, hundred = (len(pickle.dumps(fleet(number), pickle.HIGHEST_PROTOCOL)) for number in (1, 100))
    spec = sent(fleet(100))

    assert len({id(loaded.name_node.source) for loaded in spec.stacks}) == 1
    assert hundred < 100 * 2_500
    assert one < 5_000
