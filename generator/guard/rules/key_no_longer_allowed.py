"""A policy goes on to allow every key that it allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.diagnostics import Severity
from generator.facts.arn import parse_key_arn
from generator.guard.addresses import address_in_configuration
from generator.guard.case import Case
from generator.guard.changed_documents import iam_policies
from generator.guard.judged_types import KEYS
from generator.guard.policy_scope import Scope, scope_of
from generator.guard.rule import Finding, Rule
from generator.iam.policy_comparison import allows, covers, covers_conditions
from generator.iam.policy_document import PolicyDocument

_DECRYPT = "kms:Decrypt"


def check(case: Case) -> Iterator[Finding]:
    addresses = _addresses(case)
    for one in iam_policies(case):
        if one.before is None or one.after is None or one.after.hidden or "actions" in one.after.hidden_parts:
            continue
        if scope_of(case, one.resource) is Scope.OF_ANOTHER_ROLE:
            continue
        for arn in _allowed_keys(case, one.before):
            if not allows(one.after, _DECRYPT, arn, keys=addresses.get(arn, frozenset())):
                yield Finding(
                    one.resource.address,
                    f"The policy would no longer allow kms:Decrypt with {arn}",
                    "Backups and clones need the key that they were made with, also when the database has another one. "
                    "Leave the key in the policy and add the new one to it.",
                )
            elif conditions := _new_conditions(one.before, one.after, arn, addresses.get(arn, frozenset())):
                yield Finding(
                    one.resource.address,
                    f"The policy would allow kms:Decrypt with {arn} only under conditions ({', '.join(conditions)})",
                    "Whether Oracle's requests fulfil them the plan does not say. See that they do.",
                    Severity.WARNING,
                )


def _allowed_keys(case: Case, before: PolicyDocument) -> list[str]:
    """The keys that the policy names, or that databases have had and it covers by a wildcard."""
    named = {one for statement in before.allowing() for one in statement.resources.values if parse_key_arn(one)}
    return sorted(arn for arn in named | case.key_arns_of_databases if allows(before, _DECRYPT, arn))


def _new_conditions(before: PolicyDocument, after: PolicyDocument, arn: str, keys: frozenset[str]) -> list[str]:
    """The keys of the conditions that are new on the way to a key: of a Deny, or of all that allows it."""
    denying = [one for one in after.denying() if one not in before.denying()]
    found = [one for one in denying if one.conditions and covers(one, _DECRYPT, arn, keys)]
    allowing = [one for one in after.allowing() if covers(one, _DECRYPT, arn, keys)]
    had = [one for one in before.allowing() if covers(one, _DECRYPT, arn, frozenset())]
    if not any(covers_conditions(one.conditions, old.conditions) for one in allowing for old in had):
        found += allowing
    return sorted({condition.key for one in found for condition in one.conditions})


def _addresses(case: Case) -> Mapping[str, frozenset[str]]:
    """By its ARN where a key can stand among those whose ARN is not known yet; of others the policy shows the ARN."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for key in case.of(*KEYS):
        if isinstance(arn := key.before.get("arn"), str) and (key.is_replaced or key.is_unknown("arn")):
            found[arn] |= {address_in_configuration(key)}
    return found


RULE = Rule(
    code="GRD405",
    title="An IAM policy no longer allows a key",
    explanation="""\
The policy allowed the use of a key, and will not any more: the key's ARN is gone from it, `kms:Decrypt` is, or a Deny
is new. A database that has this key becomes inaccessible after two hours. If it has another key by now, its old
backups and clones still need this one. A condition that is new, or a Deny under one, is a warning.

Leave the old keys in the policy. Judged are policies of the roles that matter, and those whose roles the plan does
not show.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, notes",
    check=check,
)
