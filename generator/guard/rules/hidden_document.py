"""A policy document that cannot be read, or not before the apply, is named."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.changed_documents import ChangedDocument, iam_policies, key_policies, trust_policies
from generator.guard.judged_types import DATABASE, KEY_POLICY, KEYS
from generator.guard.policy_scope import Scope, scope_of
from generator.guard.rule import Finding, Rule
from generator.iam.policy_comparison import reaches_kms


def check(case: Case) -> Iterator[Finding]:
    for kind, found in (
        ("trust policy", trust_policies(case)),
        ("policy", (one for one in iam_policies(case) if _concerns_keys(case, one))),
        ("key policy", key_policies(case)),
    ):
        for one in found:
            if one.after is None:
                continue
            parts = ", ".join(sorted(one.after.hidden_parts))
            why = one.after.hidden or (f"its {parts} are known only after the apply" if parts else "")
            if one.after.is_unreadable:
                yield Finding(
                    one.resource.address,
                    f"The {kind} cannot be read",
                    f"{why[0].upper()}{why[1:]}: JSON with statements, as IAM takes it. What it would allow is not "
                    "judged. Mend it; a `data.aws_iam_policy_document` writes the JSON for you.",
                    Severity.ERROR if _must_be_read(case, one) else None,
                )
            elif why:
                yield Finding(
                    one.resource.address,
                    f"The {kind} is not known before the apply",
                    f"{why[0].upper()}{why[1:]}: what the apply will allow is not judged. Read its configuration. A "
                    "`data.aws_iam_policy_document` shows in the plan what it is going to say.",
                )


def _must_be_read(case: Case, one: ChangedDocument) -> bool:
    """True for a key's policy, and for what belongs to a role that matters."""
    return one.resource.type in (KEY_POLICY, *KEYS) or scope_of(case, one.resource) is Scope.OF_A_ROLE_THAT_MATTERS


def _concerns_keys(case: Case, one: ChangedDocument) -> bool:
    """A policy that is not known may be about keys by its role, by what is known of it, or, where neither is, because
    the plan has keys or databases."""
    scope = scope_of(case, one.resource)
    if scope is not Scope.UNKNOWN:
        return scope is Scope.OF_A_ROLE_THAT_MATTERS
    statements = [*(one.before.statements if one.before else ()), *(one.after.statements if one.after else ())]
    if any(reaches_kms(statement) for statement in statements):
        return True
    return bool(one.after and one.after.hidden) and any(True for _ in case.of(DATABASE, *KEYS))


RULE = Rule(
    code="GRD404",
    title="A policy document cannot be read, or not before the apply",
    explanation="""\
The text of a policy is not in the plan where a part of it is known only after the apply, such as the ARN of a key
that the same plan creates. Where the policy is an `aws_iam_policy_document` the plan shows its statements all the
same, and the configuration shows which keys the missing ARNs belong to; then it is judged, and a rotation passes
without a word. A `jsonencode(…)` or a template shows only what it refers to: not which actions it allows.

A text that is in the plan and is no policy document is an error, if it is a key's or belongs to a role that matters
here: AWS would refuse it, or understand it in another way than the guard.

Read the configuration of the policy. Make it a `data.aws_iam_policy_document`, or create the key in an apply before.
""",
    source="https://developer.hashicorp.com/terraform/internals/json-format#expression-representation",
    check=check,
    severity=Severity.WARNING,
)
