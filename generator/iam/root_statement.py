"""The statement of a key policy that hands the key to the account's IAM policies.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam
"""

from __future__ import annotations

from generator.iam.policy_comparison import covers_action
from generator.iam.policy_document import PolicyDocument, Statement
from generator.iam.trust import EVERYBODY, account_of, is_account_root, trusted_by

_SETS_POLICY = "kms:PutKeyPolicy"


def has_root_statement(document: PolicyDocument, own_accounts: frozenset[str], key: frozenset[str]) -> bool:
    """True if the account's root may do everything with the key, and no Deny takes the key policy from it. `key` is
    what the key is called as a resource. Where the own accounts are not known any root is taken for it."""
    is_denied = any(
        covers_action(one.actions, _SETS_POLICY) and _names_root(one, own_accounts)
        for one in document.denying()
        if not one.conditions
    )
    return not is_denied and any(_is_root(one, own_accounts, key) for one in document.allowing())


def _is_root(statement: Statement, own_accounts: frozenset[str], key: frozenset[str]) -> bool:
    allows_all = any(one.lower() in ("kms:*", "*") for one in statement.actions.values)
    if statement.conditions or statement.actions.is_inverted or not allows_all:
        return False
    return _is_about_key(statement, key) and any(
        is_account_root(principal) and (not own_accounts or account_of(principal) in own_accounts)
        for principal in trusted_by(statement)
    )


def _is_about_key(statement: Statement, key: frozenset[str]) -> bool:
    """In a key policy a resource is the key itself, which everybody writes as `*`."""
    if statement.key_references or "resources" in statement.hidden or not statement.resources.values:
        return True
    if statement.resources.is_inverted:
        return False
    return any(
        value.strip("*") in ("", "arn:aws:kms:") or any(value == one or value.endswith(f"key/{one}") for one in key)
        for value in statement.resources.values
    )


def _names_root(statement: Statement, own_accounts: frozenset[str]) -> bool:
    """True if a statement is about the account's root: it names it or everybody, or spares others only
    (`NotPrincipal`)."""
    if statement.principals is None:
        return False
    is_named = any(
        principal == EVERYBODY
        or (is_account_root(principal) and (not own_accounts or account_of(principal) in own_accounts))
        for principal in statement.principals.values
    )
    return is_named != statement.principals.is_inverted
