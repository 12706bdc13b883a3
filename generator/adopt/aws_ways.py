"""By which credentials each AWS account is asked, where there is no stack yet to say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.facts.arn import parse_role_arn
from generator.facts.limits import AWS_ACCOUNT_ID
from generator.live.access import AwsAccess
from generator.live.aws.caller import Caller, LiveCaller
from generator.live.questions import Ask


@dataclass(frozen=True)
class AwsWays:
    """`profiles` are of accounts that they know themselves; `profile_of` and `role_of` (ARNs) are by account id."""

    profiles: tuple[str, ...] = ()
    profile_of: Mapping[str, str] = field(default_factory=dict)
    role_of: Mapping[str, str] = field(default_factory=dict)

    def access(self, account_id: str, region: str, ask: Ask) -> AwsAccess:
        """The way into an account: its role, its profile, the profile that turns out to be one of it, or the SDK's own
        chain where no profile could be. Where none leads there, the answers to what is asked by it say so."""
        profile, role = self.profile_of.get(account_id), self.role_of.get(account_id)
        if role or profile or not self.profiles:
            source = profile or (self.profiles[0] if self.profiles else None)
            return AwsAccess(account_id, region, source, role)
        possible = [AwsAccess(account_id, region, one) for one in self.profiles]
        undecided: list[AwsAccess] = []
        for access in possible:
            caller = ask(Caller(access))
            if not isinstance(caller, LiveCaller):
                undecided.append(access)
            elif caller.account_id == account_id:
                return access
        # What stands in the way of a profile is worth more than that another one is of another account.
        return [*undecided, *possible][0]


def aws_ways(profiles: Sequence[str], role_arns: Sequence[str]) -> AwsWays:
    """The ways that `PROFILE` or `ACCOUNT=PROFILE`, and ARNs of roles to assume, describe. A role is assumed with the
    profile of its own account, or else with the first of the others."""
    bare, of_account = [], {}
    for one in profiles:
        account, _, profile = one.partition("=")
        if profile and AWS_ACCOUNT_ID.fullmatch(account):
            of_account[account] = profile
        else:
            bare.append(one)
    roles = {arn.account_id: str(arn) for one in role_arns if (arn := parse_role_arn(one))}
    return AwsWays(tuple(bare), of_account, roles)
