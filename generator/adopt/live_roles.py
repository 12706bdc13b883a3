"""IAM roles as AWS has them, with the policies that are attached to them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.adopt.aws_ways import AwsWays
from generator.adopt.existing import ExistingPolicy, ExistingRole
from generator.adopt.live_objects import Read, Unread, asked, obstacle
from generator.adopt.live_tags import tags_of
from generator.facts.arn import parse_policy_arn, parse_role_arn
from generator.live.access import AwsAccess
from generator.live.aws.identities import LivePolicy, LiveRole, LiveRolePolicies, Policy, Role, RolePolicies
from generator.live.questions import Ask

_MOST_NAMED = 5
_LONGEST = 128  # IAM's names


@dataclass(frozen=True)
class NamedRole:
    """A role by its ARN. `region` says by which endpoint IAM is asked, which is one for all regions of a partition."""

    arn: str
    region: str

    def read(self, ways: AwsWays, ask: Ask) -> Read:
        """The role and the account's own policies that it has; nothing for a text that is no role's ARN."""
        parsed = parse_role_arn(self.arn)
        if parsed is None:
            return Read()
        access = ways.access(parsed.account_id, self.region, ask)
        found = asked(Role(access, parsed.name), ask)
        if isinstance(found, LiveRole) and found.arn != self.arn:
            found = None  # IAM finds roles by their names, and this one has another path
        if not isinstance(found, LiveRole):
            role = ExistingRole(self.arn, obstacles=(obstacle("it", found),))
            return Read(roles=(role,), unread=(Unread(f"role {self.arn}", found),))
        has = asked(RolePolicies(access, parsed.name), ask)
        if isinstance(has, LiveRolePolicies):
            policies = [_policy(access, arn, ask) for arn in has.attached if _is_own(arn)]
            obstacles = (_inline(has.inline),) if has.inline else ()
            unread = tuple(one for policy in policies for one in policy.unread)
        else:
            policies, obstacles = [], (obstacle("what is attached to it", has),)
            unread = (Unread(f"role {self.arn}", has),) if has else ()
        role = ExistingRole(
            arn=self.arn,
            trust_policy=found.trust_policy,
            policy_arns=has.attached if isinstance(has, LiveRolePolicies) else (),
            description=found.description,
            permissions_boundary=found.permissions_boundary,
            max_session_seconds=found.max_session_seconds,
            tags=tags_of(found.tags),
            obstacles=obstacles,
        )
        return Read(policies=tuple(one for read in policies for one in read.policies), roles=(role,), unread=unread)


def _policy(access: AwsAccess, arn: str, ask: Ask) -> Read:
    found = asked(Policy(access, arn), ask)
    if not isinstance(found, LivePolicy):
        policy = ExistingPolicy(arn, obstacles=(obstacle("it", found),))
        return Read(policies=(policy,), unread=(Unread(f"policy {arn}", found),))
    return Read(policies=(ExistingPolicy(arn, found.document, found.description, tags_of(found.tags)),))


def _is_own(arn: str) -> bool:
    """False for a policy of AWS, which needs no settings in a spec."""
    parsed = parse_policy_arn(arn)
    return parsed is not None and not parsed.is_aws_managed


def _inline(names: tuple[str, ...]) -> str:
    shown = ", ".join(one[:_LONGEST] for one in names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    return f"it has inline policies, which the module does not write: {shown}"
