"""A policy goes on to allow every key that it allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.diagnostics import Severity
from generator.facts.arn import parse_key_arn
from generator.guard.addresses import address_in_configuration
from generator.guard.case import Case
from generator.guard.changed_documents import iam_policies
from generator.guard.changed_use import ChangedUse
from generator.guard.judged_types import KEYS
from generator.guard.policy_scope import Scope, scope_of
from generator.guard.rule import Finding, Rule
from generator.iam.covering import Comparisons, MoreThanCanBeCompared
from generator.iam.policy_document import PolicyDocument

_MOST_COMPARISONS = 1_000_000  # of a plan; 3,000 databases with 300 policies that have a wildcard
_MOST_FINDINGS = 20  # of a policy


def check(case: Case) -> Iterator[Finding]:
    addresses = _addresses(case)
    comparisons = Comparisons(_MOST_COMPARISONS)
    for one in iam_policies(case):
        if one.before is None or one.after is None or one.after.hidden or "actions" in one.after.hidden_parts:
            continue
        if scope_of(case, one.resource) is Scope.OF_ANOTHER_ROLE:
            continue
        address = one.resource.address
        try:
            change = ChangedUse(one.before, one.after, comparisons)
            gone, conditional = change.of(_keys(case, one.before), addresses)
        except MoreThanCanBeCompared:
            yield _not_compared(address)
            continue
        yield from _no_longer(address, gone)
        yield from _only_under(address, conditional)


def _no_longer(address: str, gone: Sequence[str]) -> Iterator[Finding]:
    for arn in _few(gone):
        yield Finding(
            address,
            f"The policy would no longer allow kms:Decrypt with {arn}",
            "Backups and clones need the key that they were made with, also when the database has another one. "
            "Leave the key in the policy and add the new one to it.",
        )


def _only_under(address: str, conditional: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    for arn in _few([*conditional]):
        under = f" ({', '.join(conditional[arn])})" if arn in conditional else ""
        yield Finding(
            address,
            f"The policy would allow kms:Decrypt with {arn} only under conditions{under}",
            "Whether Oracle's requests fulfil them the plan does not say. See that they do.",
            Severity.WARNING,
        )


def _not_compared(address: str) -> Finding:
    return Finding(
        address,
        "The policy has more wildcards and keys than can be compared",
        "Whether it goes on to allow kms:Decrypt with every key is not known. Name the keys in full, or plan fewer "
        "policies at once.",
    )


def _few(arns: Sequence[str]) -> Sequence[str]:
    """The keys, or the first of them and how many others there are."""
    if len(arns) <= _MOST_FINDINGS:
        return arns
    return [*arns[:_MOST_FINDINGS], f"{len(arns) - _MOST_FINDINGS:,} other keys"]


def _keys(case: Case, before: PolicyDocument) -> Sequence[str]:
    """The keys that the policy names, and those that databases have had, which it can cover by a wildcard."""
    texts = {one for statement in before.allowing() for one in statement.resources.values}
    named = {one for one in texts if parse_key_arn(one)}
    is_wide = any(one.resources.is_inverted for one in before.allowing()) or any(
        "*" in one or "?" in one for one in texts
    )
    used = case.key_arns_of_databases
    return sorted(named | (used if is_wide else used & texts))


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

Of one policy twenty keys are named, and the others counted. A plan with more than a million pairs of a wildcard and a
key cannot be compared, and does not pass.

Leave the old keys in the policy. Judged are policies of the roles that matter, and those whose roles the plan does
not show.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, notes",
    check=check,
)
