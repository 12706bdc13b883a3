"""What happened to a key, a trust policy or a database's key outside of Terraform is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.diagnostics import Severity
from generator.guard.case import TRUST, Case
from generator.guard.encryption import encryption
from generator.guard.judged_types import ALIAS, DATABASE, INLINE_POLICY, KEY_POLICY, KEYS, KINDS, POLICY, ROLE
from generator.guard.plan import ResourceChange, Values
from generator.guard.rule import Finding, Rule
from generator.iam.policy_document import parse_policy


def check(case: Case) -> Iterator[Finding]:
    given = frozenset(_document("policy")(one.before) for one in case.of(KEY_POLICY))
    for resource in case.plan.resource_drift:
        if resource.mode != "managed" or resource.type not in _PARTS:
            continue
        what = _what_changed(resource)
        if what and not _is_another_resources(resource, given):
            yield Finding(
                resource.address,
                f"Outside of Terraform {what}",
                "This plan was made on top of that, and may undo it. Find out who did it and why before you apply.",
            )


def _is_another_resources(key: ResourceChange, given: frozenset[object]) -> bool:
    """True if a key only shows one of the policies that each `aws_kms_key_policy` of the plan has `given` its key."""
    if _is_enabled(key.before) != _is_enabled(key.after) or not key.after:
        return False
    return key.type in KEYS and _document("policy")(key.after) in given


def _what_changed(resource: ResourceChange) -> str:
    if resource.change.after is None:
        return f"the {KINDS[resource.type]} was destroyed" if resource.is_destroyed else ""
    for said, part in _PARTS.get(resource.type, {}).items():
        if part(resource.before) != part(resource.after):
            return said
    return ""


def _key_of_database(values: Values) -> object:
    return {name: value for name, value in encryption(values).items() if value}


def _document(argument: str) -> Callable[[Values], object]:
    def read(values: Values) -> object:
        text = values.get(argument)
        return (parse_policy(text) or text) if isinstance(text, str) else None

    return read


def _is_enabled(values: Values) -> object:
    return all(values.get(name) is not False for name in ("is_enabled", "enabled"))


_OF_KEYS: Mapping[str, Callable[[Values], object]] = {
    "the key was enabled or disabled": _is_enabled,
    "the key policy was changed": _document("policy"),
}
_PARTS: Mapping[str, Mapping[str, Callable[[Values], object]]] = {
    DATABASE: {
        "the database's key was switched": _key_of_database,
        "the database became inaccessible, or accessible again": lambda values: values.get("state") == "INACCESSIBLE",
    },
    ROLE: {"the trust policy was changed": _document(TRUST)},
    POLICY: {"the policy was changed": _document("policy")},
    INLINE_POLICY: {"the policy was changed": _document("policy")},
    KEY_POLICY: {"the key policy was changed": _document("policy")},
    ALIAS: {"the alias was pointed at another key": lambda values: values.get("target_key_id")},
    **{key: _OF_KEYS for key in KEYS},
}

RULE = Rule(
    code="GRD006",
    title="Something was changed outside of Terraform",
    explanation="""\
Terraform found an object in another state than it left it in: a database's key was switched, a key was disabled or
its policy changed, a trust policy, a policy or an alias is another. The plan rests on what was found, and often puts
it back. It can also be that somebody reacted to an incident, and that putting it back is wrong.

Find out who did it and why. If it is to stay, say so in the configuration.
""",
    source="https://developer.hashicorp.com/terraform/internals/json-format#plan-representation (resource_drift)",
    check=check,
    severity=Severity.WARNING,
)
