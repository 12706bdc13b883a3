"""A tree that nothing is said against is the same when it is rendered again, on top of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.configuration.history import StackFacts, read_facts
from generator.configuration.root_module import RootModule, configure
from generator.configuration.succession import check_succession, stack_facts
from generator.diagnostics import Diagnostic, has_errors
from generator.rules import check_rules
from generator.spec.files import SpecText
from generator.spec.load import Spec, load_spec, parse_spec
from tests.unit.configuration.specs import KEY_ARN, OCID
from tests.unit.rules.specs import EXAMPLES, spec_text

OTHER_OCID = OCID + "two"
FIRST = "ADBS_TestAWSKMSKey"
KEYS = [
    "",
    "keys: {ADBS_Key2: {}}",
    f"keys: {{{FIRST}: null, Renamed: {{renamed_from: {FIRST}, alias: {FIRST}}}}}",
    f"keys: {{{FIRST}: null, Renamed: {{renamed_from: [Older, {FIRST}], alias: {FIRST}}}, ADBS_Key2: {{}}}}",
    f"keys: {{{FIRST}: {{retired: true}}, ADBS_Key2: {{}}}}",
    f"keys: {{{FIRST}: {{retired: true, arn: '{KEY_ARN}'}}, ADBS_Key2: {{}}}}",
    f"keys: {{{FIRST}: {{arn: '{KEY_ARN}'}}, ADBS_Key2: {{}}}}",
    f"keys: {{ADBS_Key2: {{adopt: '{KEY_ARN}'}}}}",
    f"keys: {{ADBS_Key2: {{adopt: '{KEY_ARN}', retired: true}}}}",
    f"keys: {{{FIRST}: null, ADBS_Key2: {{adopt: '{KEY_ARN}', renamed_from: Older}}}}",
    "keys: {Renamed: {renamed_from: Older, alias: Older}}",
]
SELECTED = [FIRST, "ADBS_Key2", "Renamed", KEY_ARN, "alias/NAME", "oracle-managed", None]
DATABASES = ["orders: {%s}", "orders: null, billing: {db_name: BILLING, renamed_from: orders, %s}"]
POLICIES = ["all", f"[ADBS_Key2, '{KEY_ARN}']", f"['{KEY_ARN}']"]
STACKS = ["payments-prod", "billing-prod"]


def text_of(keys: str, policy: str, selected: str | None, database: str, ocid: str, protect: bool, stack: str) -> str:
    encryption = "encryption: null"
    if selected:
        role = "null" if selected == "oracle-managed" else "ADBS_AWS_Role1"
        encryption = f"encryption: {{key: '{selected}', role: {role}, service_endpoint: null}}"
    databases = database % f"ocid: {ocid}, {encryption}"
    changes = f"protect: {str(protect).lower()}\npolicies: {{ADBS_AWS_Policy1: {{keys: {policy}}}}}\n{keys}\n"
    return spec_text(f"{changes}databases: {{{databases}}}").replace("payments-prod", stack)


trees = st.builds(
    text_of,
    st.sampled_from(KEYS),
    st.sampled_from(POLICIES),
    st.sampled_from(SELECTED),
    st.sampled_from(DATABASES),
    st.sampled_from([OCID, OTHER_OCID, "null"]),
    st.booleans(),
    st.sampled_from(STACKS),
)


def rendered(spec: Spec, before: dict[str, StackFacts]) -> tuple[tuple[RootModule, ...], list[Diagnostic]]:
    roots = configure(spec, before)
    return roots, check_succession(before, spec, roots)


def published(spec: Spec, roots: tuple[RootModule, ...]) -> dict[str, StackFacts]:
    facts, unreadable = read_facts(stack_facts(spec, roots))
    assert unreadable == []
    return facts


def assert_is_the_same_again(spec: Spec, before: dict[str, StackFacts]) -> None:
    roots, found = rendered(spec, before)
    if found:
        return
    facts = published(spec, roots)
    again, found_again = rendered(spec, facts)

    assert again == roots
    assert published(spec, again) == facts
    assert found_again == []


def spec_without_errors(text: str) -> Spec | None:
    spec, diagnostics = parse_spec([SpecText("spec.yaml", text.encode())])
    return None if has_errors([*diagnostics, *check_rules(spec)]) else spec


@settings(max_examples=300, deadline=None)
@given(st.lists(trees, min_size=1, max_size=4))
@example([text_of(KEYS[7], POLICIES[1], KEY_ARN, DATABASES[0], OCID, True, STACKS[0])])
def test_a_tree_on_top_of_itself(texts: list[str]) -> None:
    before: dict[str, StackFacts] = {}
    for text in texts:
        spec = spec_without_errors(text)
        if spec is not None:
            assert_is_the_same_again(spec, before)
            before = published(spec, configure(spec, before))


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_every_example_on_top_of_itself(path: Path) -> None:
    spec, diagnostics = load_spec([str(path)])
    if not has_errors([*diagnostics, *check_rules(spec)]):
        assert_is_the_same_again(spec, {})
