"""Which keys a stack uses in the clouds already: what its policies name, and what its databases have."""

from __future__ import annotations

from generator.configuration import references
from generator.facts.arn import parse_key_arn
from generator.iam.policy_document import parse_policy
from generator.live import names
from generator.live.access import aws_access, oci_access
from generator.live.aws.identities import LivePolicy, Policy
from generator.live.oci.databases import Database
from generator.live.oci.live_database import LiveDatabase
from generator.live.preflight.key_arns import key_arn
from generator.live.questions import Ask
from generator.spec import model


def users_of_keys(stack: model.Stack, ask: Ask) -> dict[str, list[str]]:
    """By the key's ARN: `the policy NAME`, `the database NAME`, in the order of the spec. What is not known uses
    nothing."""
    found: dict[str, list[str]] = {}
    for name, policy in stack.policies.items():
        if not references.is_created(policy):
            continue
        live = ask(Policy(aws_access(stack), names.policy_arn(stack, name)))
        for arn in sorted(_named_in(live)) if isinstance(live, LivePolicy) else ():
            found.setdefault(arn, []).append(f"the policy {name}")
    for name, database in stack.databases.items():
        if database.ocid is None:
            continue
        seen = ask(Database(oci_access(stack), database.ocid))
        if isinstance(seen, LiveDatabase) and parse_key_arn(seen.encryption.key_arn):
            found.setdefault(seen.encryption.key_arn, []).append(f"the database {name}")
    return found


def keys_unknown_to_spec(stack: model.Stack, ask: Ask) -> dict[str, list[str]]:
    """Those of them that no key of the spec is; none where that is not known of any key."""
    known = [key_arn(stack, name, ask) for name in stack.keys]
    if not all(one is None or isinstance(one, str) for one in known):
        return {}
    return {arn: users for arn, users in users_of_keys(stack, ask).items() if arn not in known}


def _named_in(policy: LivePolicy) -> frozenset[str]:
    document = parse_policy(policy.document)
    values = (value for one in document.allowing() for value in one.resources.values) if document else ()
    return frozenset(str(value) for value in values if parse_key_arn(str(value)))
