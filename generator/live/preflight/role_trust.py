"""What the trust policy of a role says about Oracle's user."""

from __future__ import annotations

from dataclasses import dataclass

from generator.configuration.identity import external_ids
from generator.iam.assume_role import is_about
from generator.iam.policy_comparison import normal_principal
from generator.iam.policy_document import UNKNOWN, PolicyDocument, Principal, Statement, parse_policy
from generator.iam.trust import is_of_another_account, lets_assume, lets_in, trusted_by
from generator.live.aws.identities import LiveRole
from generator.live.preflight.check import Finding, Subject, failed, not_said, warned
from generator.live.preflight.key_switch import switched_with_role
from generator.live.preflight.live_roles import is_managed, live_role
from generator.live.questions import Ask


@dataclass(frozen=True)
class RoleTrust:
    """`account_id` is the role's. `oracle_user` is None where the spec does not say it (a role that exists and is not
    ours to change); then every principal of another account may be Oracle's. `external_ids` are those that the spec
    expects, none where they are not known."""

    document: PolicyDocument
    account_id: str
    oracle_user: str | None
    external_ids: tuple[str, ...]

    @property
    def presented(self) -> tuple[str, ...]:
        """The external IDs that Oracle presents, one at a time; `UNKNOWN` where they are not known."""
        return self.external_ids or (UNKNOWN,)

    def statements(self) -> list[Statement]:
        """The statements that let Oracle's user assume the role, whatever their conditions."""
        return [one for one in self._assuming() if any(is_about(one, who) for who in self.oracle())]

    def oracle(self) -> list[Principal]:
        """Oracle's user, or, where it is not known, everybody who may be it, in order."""
        if self.oracle_user is not None:
            return [("AWS", self.oracle_user)]
        own = frozenset([self.account_id])
        return sorted({who for one in self._assuming() for who in trusted_by(one) if is_of_another_account(who, own)})

    def principals(self) -> list[str]:
        """Everybody whom the policy lets assume the role, in whatever way and under whatever conditions, in order."""
        return sorted(
            {normal_principal(who) for one in self.document.allowing() if lets_in(one) for who in trusted_by(one)}
        )

    def _assuming(self) -> list[Statement]:
        return [one for one in self.document.allowing() if lets_assume(one)]


def role_trust(subject: Subject, ask: Ask) -> RoleTrust | Finding | None:
    """The trust of a role that is there; None where there is none to judge, which another check says."""
    stack, name = subject.stack, subject.name
    live = live_role(stack, name, ask)
    if not isinstance(live, LiveRole):
        return None
    document = parse_policy(live.trust_policy)
    if document is None:
        return not_said(
            f"whom the role {name} trusts",
            "its trust policy is not one that adbkms can read",
            "Look at it in the IAM console. It must let Oracle's user assume the role, with the external ID.",
        )
    declared, account_id = stack.roles.get(name), stack.aws.account_id
    if declared is None:  # named by its ARN: the database says `tenant_ocid`
        return RoleTrust(document, account_id, None, (stack.oci.tenancy_id,) if stack.oci.tenancy_id else ())
    return RoleTrust(document, account_id, declared.oracle_user_arn, tuple(external_ids(stack, name)))


def open_trust(subject: Subject, summary: str, detail: str, *path: str) -> Finding:
    """A finding about a trust policy that lets in more than it must. It keeps no apply from working, and fails where
    nothing will change it."""
    if not is_managed(subject.stack, subject.name):
        return failed(summary, f"{detail} The spec does not manage this role: correct it where it is made.", *path)
    return warned(summary, f"{detail} The next apply makes it as the spec says.", *path)


def wrong_trust(subject: Subject, ask: Ask, summary: str, detail: str, *path: str) -> Finding:
    """A finding about a trust policy that keeps Oracle out. It fails where Oracle needs the role during this apply, and
    where nothing will change it."""
    if not is_managed(subject.stack, subject.name):
        return failed(summary, f"{detail} The spec does not manage this role: correct it where it is made.", *path)
    needed = switched_with_role(subject.stack, subject.name, ask)
    if not needed:
        return warned(summary, f"{detail} The next apply makes it as the spec says.", *path)
    return failed(summary, f"{detail} {trust_first(needed)}", *path)


def trust_first(databases: list[str]) -> str:
    """What to do where a database is switched in the apply that its role still depends on."""
    return (
        f"The same apply would select a key for {', '.join(databases)}, and IAM is eventually consistent: Oracle may "
        "try the role before the change is there. Apply the stage trust first: leave `encryption.key` as the database "
        "has it now (`adbkms status` shows it), render and apply; a minute later select the key."
    )
