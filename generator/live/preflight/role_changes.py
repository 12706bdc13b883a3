"""What the next apply changes in a role that is there."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.configuration.identity import external_ids
from generator.iam.policy_comparison import widenings
from generator.iam.policy_document import parse_policy
from generator.live.aws.identities import LiveRole
from generator.spec import model


def role_changes(declared: model.Role, live: LiveRole) -> list[str]:
    """A line for each change but those of the trust policy and of what is attached."""
    return list(_changes(declared, live))


def is_trust_as_rendered(stack: model.Stack, name: str, live: LiveRole) -> bool:
    """True if the trust policy lets in whom that of the spec lets in, under the same conditions, and nobody else."""
    found, wanted = parse_policy(live.trust_policy), parse_policy(rendered_trust(stack, name))
    if found is None or wanted is None:
        return False
    return not widenings(found, wanted) and not widenings(wanted, found)


def rendered_trust(stack: model.Stack, name: str) -> str:
    """The JSON of the trust policy of a role that the stack manages, as the module `aws-iam-role` makes it."""
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": stack.roles[name].oracle_user_arn},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"sts:ExternalId": external_ids(stack, name)}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _changes(declared: model.Role, live: LiveRole) -> Iterator[str]:
    if declared.description is not None and declared.description != live.description:
        yield f'description: "{live.description}" becomes "{declared.description}"'
    if declared.permissions_boundary != live.permissions_boundary:
        now, then = live.permissions_boundary or "none", declared.permissions_boundary or "none"
        yield f"permissions boundary: {now} becomes {then}"
    if declared.max_session_seconds != live.max_session_seconds:
        yield f"longest session: {live.max_session_seconds} becomes {declared.max_session_seconds} seconds"
