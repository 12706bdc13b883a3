"""Rules can be asked stack by stack, and what they say together is what they say of the whole spec."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import dedent, indent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.rules import all_rules, check_between, check_each, check_rules, put_together, shared_keys
from generator.rules.rule import Finding, Rule
from generator.spec.files import SpecText
from generator.spec.load import LoadedStack, Spec, parse_spec
from tests.unit.rules.specs import spec_text

BELOW_A_STACK = [text for rule in all_rules() if not rule.at_top for text in (rule.bad, rule.good)]
WHOLE_STACKS = [text for rule in all_rules() for text in (rule.bad, rule.good) if text.startswith("stacks:")]
AT_TOP = [text for rule in all_rules() if rule.at_top for text in (rule.bad, rule.good) if text not in WHOLE_STACKS]
UNREADABLE = ["aws: {region: 1}", "keys: {ADBS_TestAWSKMSKey: {rotation_days: no}}", "policies: [1]"]
A_FILES_OWN = spec_text().partition("defaults:\n")[2]

alone = pytest.mark.parametrize("rule", [one for one in all_rules() if not one.shared], ids=lambda rule: rule.code)
comparing = pytest.mark.parametrize("rule", [one for one in all_rules() if one.shared], ids=lambda rule: rule.code)


def one_file(fragments: Iterable[str], at_top: str = "") -> str:
    """A file with a stack for each fragment; all have the example as their defaults, line for line."""
    stacks = "".join(
        f"  s{number}:\n{indent(dedent(fragment).strip() or '{}', '    ')}\n"
        for number, fragment in enumerate(fragments)
    )
    return f"version: 1\nstacks:\n{stacks}{at_top}defaults:\n{A_FILES_OWN}"


def spec_of(*texts: str) -> Spec:
    """The files as one spec; a stack is called after its file as well."""
    named = [
        text.replace("\n  s", f"\n  f{number}s").replace("  payments-", f"  p{number}-")
        for number, text in enumerate(texts)
    ]
    return parse_spec([SpecText(f"{number}.yaml", text.encode()) for number, text in enumerate(named)])[0]


EVERYTHING = spec_of(
    one_file([*BELOW_A_STACK, *UNREADABLE]),
    *(spec_text(fragment) for fragment in BELOW_A_STACK),
    *(one_file(BELOW_A_STACK[:3], at_top) for at_top in AT_TOP),
    *(spec_text(at_top=stacks) for stacks in WHOLE_STACKS),
)


def said(findings: Iterable[Finding]) -> list[tuple[str, object, str, str]]:
    return [(one.stack.name, one.path, one.summary, one.detail) for one in findings]


def with_company(rule: Rule, stacks: Sequence[LoadedStack]) -> list[list[LoadedStack]]:
    """The groups of stacks that hang together by a key which is there more than once."""
    assert rule.shared
    keys = {loaded.name: list(rule.shared(loaded)) for loaded in stacks}
    times = Counter(key for own in keys.values() for key in own)
    groups: list[tuple[set[object], list[LoadedStack]]] = []
    for loaded in stacks:
        own: set[object] = {key for key in keys[loaded.name] if times[key] > 1}
        if own:
            near = [group for group in groups if group[0] & own]
            groups = [group for group in groups if not group[0] & own]
            groups.append((own.union(*(one for one, _ in near)), [*(one for _, few in near for one in few), loaded]))
    position = {loaded.name: number for number, loaded in enumerate(stacks)}
    return [sorted(group, key=lambda loaded: position[loaded.name]) for _, group in groups]


def in_parts(spec: Spec) -> list[Diagnostic]:
    times = Counter(key for loaded in spec.stacks for key in shared_keys(loaded))
    several = [loaded for loaded in spec.stacks if any(times[key] > 1 for key in shared_keys(loaded))]
    return put_together([*(one for loaded in spec.stacks for one in check_each(loaded)), *check_between(several)])


def test_every_rule_finds_something_in_everything() -> None:
    assert {diagnostic.code for diagnostic in check_rules(EVERYTHING)} == {rule.code for rule in all_rules()}


@alone
def test_a_rule_of_single_stacks_says_of_all_what_it_says_of_each(rule: Rule) -> None:
    one_by_one = [one for loaded in EVERYTHING.stacks for one in rule.check(Spec((loaded,)))]

    assert said(rule.check(EVERYTHING)) == said(one_by_one) != []


@comparing
def test_a_rule_that_compares_needs_only_the_stacks_that_share_a_key(rule: Rule) -> None:
    groups = with_company(rule, EVERYTHING.stacks)
    position = {loaded.name: number for number, loaded in enumerate(EVERYTHING.stacks)}
    by_groups = sorted(
        (one for group in groups for one in rule.check(Spec(tuple(group)))),
        key=lambda finding: position[finding.stack.name],
    )

    assert said(rule.check(EVERYTHING)) == said(by_groups) != []


def test_the_parts_together_say_what_is_said_of_the_whole() -> None:
    assert in_parts(EVERYTHING) == check_rules(EVERYTHING)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*BELOW_A_STACK, *UNREADABLE, "{}"]), max_size=5), st.sampled_from(["", *AT_TOP]))
def test_the_parts_of_any_file_do(fragments: list[str], at_top: str) -> None:
    spec = spec_of(one_file(fragments, at_top), one_file(fragments[:1]))

    assert in_parts(spec) == check_rules(spec)


def test_a_line_with_a_secret_is_shown_with_no_finding_of_any_stack() -> None:
    """Both stacks are in one line, and only one of them has the secret."""
    secret = '{databases: {orders: {arguments: {client_secret: "x"}}}}'
    flow = f"version: 1\nstacks: {{s0: {secret}, s1: {{keys: {{K: {{alias: alias/K}}}}}}}}\ndefaults:\n{A_FILES_OWN}"
    spec = parse_spec([SpecText("flow.yaml", flow.encode())])[0]
    _, other = spec.stacks

    assert [one.snippet is None for one in check_each(other)] == [False]
    assert [one.snippet is None for one in in_parts(spec) if one.code == check_each(other)[0].code] == [True]
    assert in_parts(spec) == check_rules(spec)
