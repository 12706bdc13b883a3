"""AWS goes on to check that a key policy does not lock its author out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.changed_documents import key_policies
from generator.guard.judged_types import KEY_POLICY, KEYS
from generator.guard.key_named import key_named_by
from generator.guard.plan import ResourceChange
from generator.guard.rule import Finding, Rule
from generator.iam.policy_document import PolicyDocument
from generator.iam.root_statement import has_root_statement

_BYPASS = "bypass_policy_lockout_safety_check"


def check(case: Case) -> Iterator[Finding]:
    written = {id(one.resource): one.after for one in key_policies(case)}
    for resource in case.changed(KEY_POLICY, *KEYS):
        may_bypass = resource.after.get(_BYPASS) is True or resource.is_unknown(_BYPASS)
        if not may_bypass or resource.change.after is None:
            continue
        is_written = id(resource) in written
        if not is_written and resource.before.get(_BYPASS) is True:
            continue  # nothing that the check would have looked at
        document = written.get(id(resource))
        locks_out = is_written and document is not None and not _keeps_root(case, resource, document)
        yield Finding(
            resource.address,
            "AWS would not check that the key policy leaves somebody who can change it",
            (
                "The policy that goes with it does not show the statement for the account's root: it can lock "
                "everybody out of the key, for good. "
                if locks_out
                else ""
            )
            + f"Take `{_BYPASS}` away: AWS KMS then refuses such a policy.",
            Severity.ERROR if locks_out else None,
        )


def _keeps_root(case: Case, resource: ResourceChange, document: PolicyDocument) -> bool:
    own, key = case.own_accounts_of(resource), key_named_by(resource)
    return not document.hidden and has_root_statement(document, own, key)


RULE = Rule(
    code="GRD106",
    title="AWS is not to check a key policy for a lockout",
    explanation="""\
AWS KMS refuses a key policy that would keep whoever sets it from changing it again. With
`bypass_policy_lockout_safety_check = true` it takes such a policy: then nobody can manage the key any more, and only
AWS's support can help. It is an error together with a policy that lacks the statement for the account's root, or of
which the plan does not show it; else a warning, since the next policy can be such a one.

Leave the argument out. Who writes a policy for somebody else adds the own account's root to it.
""",
    source="https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html"
    "#KMS-PutKeyPolicy-request-BypassPolicyLockoutSafetyCheck",
    check=check,
    severity=Severity.WARNING,
)
