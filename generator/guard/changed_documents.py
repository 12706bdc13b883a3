"""The policy documents that a plan writes, each with what it says before and after."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from generator.guard.addresses import address_in_module
from generator.guard.case import LONGEST_POLICY, TRUST, Case
from generator.guard.judged_types import INLINE_POLICY, KEY_POLICY, KEYS, POLICY, ROLE
from generator.guard.plan import ResourceChange, Values
from generator.iam.policy_document import PolicyDocument, merged, parse_policy


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """`before` is None where the object is new, `after` where it will have no document of its own."""

    resource: ResourceChange
    before: PolicyDocument | None
    after: PolicyDocument | None


def trust_policies(case: Case) -> Iterator[ChangedDocument]:
    """The trust policies that change, of roles that matter."""
    for role in case.changed(ROLE):
        if _is_written(role, TRUST) and case.matters(role):
            yield ChangedDocument(role, case.document_before(role, TRUST), case.document_after(role, TRUST))


def iam_policies(case: Case) -> Iterator[ChangedDocument]:
    """The documents of IAM policies that change, managed and inline."""
    for policy in case.changed(POLICY, INLINE_POLICY):
        if _is_written(policy, "policy"):
            yield ChangedDocument(policy, case.document_before(policy, "policy"), case.document_after(policy, "policy"))
    for role in case.changed(ROLE):
        if role.change.after is not None and role.before.get(_INLINE) != role.after.get(_INLINE):
            before = _inline_documents(role.before) if role.change.before else None
            after = _inline_documents(role.after)
            if role.is_unknown(_INLINE) and _has_inline_expression(case, role):
                why = after.hidden or "an inline policy of the role has parts that are not known"
                after = dataclasses.replace(after, hidden=why)
            yield ChangedDocument(role, before, after)


_INLINE = "inline_policy"


def _inline_documents(values: Values) -> PolicyDocument:
    """All inline policies in the role's own blocks, as one."""
    blocks = values.get(_INLINE)
    given = [one.get("policy") for one in blocks if isinstance(one, dict)] if isinstance(blocks, list) else []
    texts = [one for one in given if isinstance(one, str) and one]
    parsed = [parse_policy(text) if len(text) <= LONGEST_POLICY else None for text in texts]
    document = merged(one for one in parsed if one)
    if all(parsed):
        return document
    return PolicyDocument(document.statements, "an inline policy is no policy document", is_unreadable=True)


def _has_inline_expression(case: Case, role: ResourceChange) -> bool:
    return case.configuration.expression(role.module_address, address_in_module(role), _INLINE) is not None


def key_policies(case: Case) -> Iterator[ChangedDocument]:
    """The key policies that change, wherever they stand. Without one a key has AWS's own, with the account's root."""
    for resource in case.changed(KEY_POLICY, *KEYS):
        if _is_written(resource, "policy"):
            before = case.document_before(resource, "policy")
            if before is None and resource.type == KEY_POLICY:
                before = _policy_of_key(case, resource)
            yield ChangedDocument(resource, before, case.document_after(resource, "policy"))


def _policy_of_key(case: Case, key_policy: ResourceChange) -> PolicyDocument | None:
    key = case.links.key_of(key_policy)
    return case.document_before(key, "policy") if key else None


def _is_written(resource: ResourceChange, argument: str) -> bool:
    if not (resource.is_created or "update" in resource.change.actions):
        return False
    if resource.is_unknown(argument):
        return True
    return resource.before.get(argument) != resource.after.get(argument)
