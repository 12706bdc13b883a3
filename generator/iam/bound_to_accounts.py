"""Conditions that keep a statement for everybody to known accounts.

The keys are those by which Amazon S3 does not take a policy for public, and AWS KMS's own one:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-caller-account
"""

from __future__ import annotations

import re

from generator.iam.policy_document import Condition, Statement

_KEYS = frozenset(
    (
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:principalorgpaths",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceorgid",
        "aws:sourceorgpaths",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "kms:calleraccount",
    )
)
# `…IfExists` and `ForAllValues:` also hold for a request without the key, so they keep nobody out:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
_OPERATORS = ("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike")
_OF_IDENTITIES = ("aws:principalaccount", "aws:principalarn", "kms:calleraccount")
_ACCOUNT = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")
_VARIABLE_OR_WILDCARD = re.compile(r"[*?]|\$\{")
_BEGINS_FIXED = re.compile(r"(arn:[^:*?$]+:[^:*?$]+:[^:*?$]*:[0-9]{12}:|o-[a-z0-9]+/)")  # the account, the organization
# The account and the organization that the key itself is of, as in AWS's examples of data perimeters:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
_ITS_OWN = ("${aws:resourceaccount}", "${aws:resourceorgid}")


def is_bound_to_accounts(statement: Statement) -> bool:
    """True if a condition lets in requests of accounts, organizations or networks alone that it names."""
    return any(_binds(one) for one in statement.conditions)


def bound_accounts(statement: Statement) -> frozenset[str]:
    """The accounts that conditions name whose identities are let in."""
    conditions = [one for one in statement.conditions if _binds(one) and one.key in _OF_IDENTITIES]
    found = [_ACCOUNT.search(value) for one in conditions for value in one.values]
    return frozenset(one[0] for one in found if one)


def _binds(condition: Condition) -> bool:
    if condition.key not in _KEYS or condition.operator.removeprefix("foranyvalue:") not in _OPERATORS:
        return False
    return all(_is_named(one) for one in condition.values)


def _is_named(value: str) -> bool:
    if value.casefold() in _ITS_OWN or not _VARIABLE_OR_WILDCARD.search(value):
        return True
    return bool(_BEGINS_FIXED.match(value))
