"""The statement of a key policy that hands the key to the account's IAM policies.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam
"""

from __future__ import annotations

from generator.guard.policy_document import PolicyDocument, Statement
from generator.guard.trust import account_of, is_account_root, trusted_by


def has_root_statement(document: PolicyDocument, own_accounts: frozenset[str]) -> bool:
    """True if the account's root may do everything. Where the own accounts are not known any root is taken for it."""
    return any(_is_root(one, own_accounts) for one in document.allowing())


def _is_root(statement: Statement, own_accounts: frozenset[str]) -> bool:
    allows_all = any(one.lower() in ("kms:*", "*") for one in statement.actions.values)
    if statement.conditions or statement.actions.is_inverted or not allows_all:
        return False
    return any(
        is_account_root(principal) and (not own_accounts or account_of(principal) in own_accounts)
        for principal in trusted_by(statement)
    )
