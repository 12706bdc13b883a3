"""A database's key and the role that it is reached by are of one account, and of the same as before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Severity
from generator.facts.arn import parse_arn
from generator.guard.case import Case
from generator.guard.encryption import encryption, is_aws
from generator.guard.judged_types import DATABASE
from generator.guard.rule import Finding, Rule

_WHAT = {"key_arn": "key", "arn_role": "role"}


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        old, new = encryption(database.before), encryption(database.after)
        changed = [name for name in _WHAT if old.get(name) != new.get(name)]
        if not is_aws(database.after) or not changed:
            continue
        before, after = _accounts(old), _accounts(new)
        if len(set(after.values())) > 1:
            yield Finding(
                database.address,
                f"The key is in the account {after['key_arn']}, and the role in {after['arn_role']}",
                "See that both are yours, and that the key's own policy allows the role: across accounts an IAM policy "
                "alone is not enough.",
            )
            continue
        known = set(before.values()) or case.own_accounts
        elsewhere = [name for name in changed if name in after and known and after[name] not in known]
        if elsewhere:
            yield Finding(
                database.address,
                f"The {' and the '.join(_WHAT[name] for name in elsewhere)} would be of the account "
                f"{after[elsewhere[0]]}, not of {', '.join(sorted(known))}",
                "Who has the account has the power over the database's data. See that it is yours.",
            )


def _accounts(block: Mapping[str, str | None]) -> dict[str, str]:
    """The accounts of key and role, as far as ARNs tell them."""
    arns = {name: parse_arn(block.get(name) or "") for name in _WHAT}
    return {name: arn.account_id for name, arn in arns.items() if arn and arn.account_id}


RULE = Rule(
    code="GRD208",
    title="A database's key or its role is in another AWS account",
    explanation="""\
`key_arn` and `arn_role` of the `encryption_key` block name two accounts, or another account than before; a database
that gets its first key in AWS is held against the accounts that the plan itself works in. Two accounts work only if the
policy of the key, in its account, allows the role of the other. And whoever has the account of the key or of the role
has the power over the database's data: they can disable the key whenever they like. With `--spec`, GRD501 stops an
account that the spec does not name.

See that the accounts are yours and that the key policy allows the role. Usually one of the ARNs is a slip.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
    check=check,
    severity=Severity.WARNING,
)
