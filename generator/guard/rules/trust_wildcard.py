"""A trust policy names exactly whom it trusts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.changed_documents import ChangedDocument, trust_policies
from generator.guard.rule import Finding, Rule
from generator.iam.policy_comparison import normal_principal
from generator.iam.policy_document import PolicyDocument, Principal
from generator.iam.trust import (
    account_of,
    is_account_root,
    is_user,
    is_wildcard,
    trusted,
    trusted_by,
    wildcard_external_ids,
)

_NOBODY: frozenset[Principal] = frozenset()


def check(case: Case) -> Iterator[Finding]:
    for one in trust_policies(case):
        if one.after is None:
            continue
        for name in [*_wide_principals(case, one, one.after), *_whole_accounts(one, one.after)]:
            yield Finding(
                one.resource.address,
                f"The role would trust {name}",
                "That is more than one principal. Name the one IAM user that the database shows in CLOUD_INTEGRATIONS.",
            )
        before = one.before.statements if one.before else ()
        known = {value for statement in before for value in wildcard_external_ids(statement)}
        given = {value for statement in one.after.allowing() for value in wildcard_external_ids(statement)}
        for value in sorted(given - known):
            yield Finding(
                one.resource.address,
                f'The role would take any external ID like "{value}"',
                "An external ID with a wildcard is one that others can have. Give the OCID itself, with StringEquals.",
            )


def _wide_principals(case: Case, one: ChangedDocument, after: PolicyDocument) -> list[str]:
    """The wildcards that are new. A role of something else may trust everybody under conditions, such as an
    organization's id."""
    known = trusted(one.before) if one.before else _NOBODY
    is_ours = case.is_ours(one.resource)
    return sorted(
        {
            f'everybody ("{principal[1]}")' if principal[1] == "*" else normal_principal(principal)
            for statement in after.allowing()
            for principal in trusted_by(statement)
            if is_wildcard(principal) and principal not in known and (is_ours or not statement.conditions)
        }
    )


def _whole_accounts(one: ChangedDocument, after: PolicyDocument) -> list[str]:
    """Accounts that are trusted in the place of one of their users. Another account is another rule's."""
    known = trusted(one.before) if one.before else _NOBODY
    had_users_of = {account_of(principal) for principal in known if is_user(principal)}
    return sorted(
        f"the whole account {normal_principal(principal)}"
        for principal in trusted(after)
        if is_account_root(principal) and principal not in known and account_of(principal) in had_users_of
    )


RULE = Rule(
    code="GRD303",
    title="A trust policy has a wildcard",
    explanation="""\
`"Principal": "*"` lets everybody in AWS try to assume the role, and only the external ID, which is no secret, is in
the way. IAM does not take a wildcard within the ARN of a user. An account's root in the place of a user stands for
all users and roles of that account. `StringLike` with a wildcard accepts many external IDs. `NotPrincipal` lets in
everybody who is not named.

Name one IAM user, and one external ID with `StringEquals`.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    check=check,
)
