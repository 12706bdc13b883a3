"""How far a database's stage has been applied: what `next --live` knows beyond the spec."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.configuration.references import is_created
from generator.iam.policy_document import parse_policy
from generator.iam.trust import trusted
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import LiveRole, Policy, Role
from generator.live.concurrently import concurrently
from generator.live.oci.databases import GONE
from generator.live.questions import Ask
from generator.live.status.as_json import database_as_json
from generator.live.status.database_status import FIELDS, DatabaseStatus
from generator.live.status.lifecycle import PASSING
from generator.live.status.status import statuses
from generator.spec import model
from generator.spec.databases import SpecDatabase
from generator.spec.load import LoadedStack, Spec

_NOT_OF_THE_CONFIGURATION = frozenset({"lifecycle_state", "key_state"})


@dataclass(frozen=True)
class CloudStanding:
    """A database as the clouds have it. `absent` is what its stack makes in AWS and AWS does not have, such as `role
    ADBS_AWS_Role1`; `unknown` says why anything of that is not known."""

    status: DatabaseStatus
    absent: tuple[str, ...] = ()
    unknown: tuple[NotKnown, ...] = ()

    @property
    def is_applied(self) -> bool | None:
        """None where nobody can say."""
        if self.status.differences or self.status.missing or self.absent:
            return False
        return None if self.not_known else True

    @property
    def is_at_work(self) -> bool:
        """OCI is doing something to the database, and it will be over by itself."""
        state = self.status.found.lifecycle_state if self.status.found else ""
        return state in PASSING - GONE

    @property
    def needs_care(self) -> bool:
        """Something is wrong with the database or its key that no apply mends."""
        return not self.is_at_work and not _NOT_OF_THE_CONFIGURATION.isdisjoint(self.status.differences)

    @property
    def needs_apply(self) -> bool:
        """The clouds are not, or may not be, what the configuration says."""
        return bool(self.absent or self.status.missing or self.not_known) or not (
            _NOT_OF_THE_CONFIGURATION.issuperset(self.status.differences)
        )

    @property
    def not_known(self) -> tuple[NotKnown, ...]:
        """Everything that could not be asked."""
        return tuple(dict.fromkeys((*self.status.unknown, *self.unknown)))

    @property
    def summary(self) -> str:
        """`applied`, `differs: key`, `not applied: role ADBS_AWS_Role1`, `not known: unreachable`."""
        if self.status.differences:
            return f"differs: {', '.join(FIELDS[field] for field in self.status.differences)}"
        if self.absent:
            return f"not applied: {', '.join(self.absent)}"
        if self.status.missing:
            return "not known: no ocid"
        if causes := dict.fromkeys(why.cause.value for why in self.not_known):
            return f"not known: {', '.join(causes)}"
        return "applied"

    def as_json(self) -> Mapping[str, object]:
        """The status as `adbkms status` prints it, with `applied` and `absent`."""
        return {"applied": self.is_applied, "absent": list(self.absent), **database_as_json(self.status)}


def cloud_standings(
    spec: Spec, ask: Ask, done: Callable[[SpecDatabase], object] = lambda database: None
) -> dict[str, CloudStanding]:
    """By STACK/DATABASE. Databases are compared as `status` does; of keys, policies and roles it is looked whether
    they are there, and whether a role trusts the Oracle user that the spec says. The rest is `preflight`'s."""
    found = statuses(spec, ask, done=done)
    stacks = [loaded for loaded in spec.stacks if loaded.stack.databases]
    in_aws = dict(zip((one.name for one in stacks), concurrently(stacks, lambda one: _in_aws(one, ask)), strict=True))
    return {one.name: CloudStanding(one, *in_aws[one.stack]) for one in found}


def _in_aws(loaded: LoadedStack, ask: Ask) -> tuple[tuple[str, ...], tuple[NotKnown, ...]]:
    """What is absent, and why anything is not known."""
    absent: list[str] = []
    unknown: list[NotKnown] = []
    for what, answer in _objects(loaded.stack, ask):
        if isinstance(answer, NotKnown):
            unknown.append(answer)
        elif not answer:
            absent.append(what)
    return tuple(absent), tuple(dict.fromkeys(unknown))


def _objects(stack: model.Stack, ask: Ask) -> Iterator[tuple[str, bool | NotKnown]]:
    """Everything that the stack makes in AWS, and whether it is there."""
    access = aws_access(stack)
    for name, key in stack.keys.items():
        if is_created(key):
            live_key = ask(names.key(stack, name))
            yield f"key {name}", live_key if isinstance(live_key, NotKnown) else live_key is not None
    for name, policy in stack.policies.items():
        if is_created(policy):
            live_policy = ask(Policy(access, names.policy_arn(stack, name)))
            yield f"policy {name}", live_policy if isinstance(live_policy, NotKnown) else live_policy is not None
    for name, role in stack.roles.items():
        if is_created(role):
            live_role = ask(Role(access, name))
            yield f"role {name}", live_role if isinstance(live_role, NotKnown) else _trusts(live_role, role)


def _trusts(found: LiveRole | None, wanted: model.Role) -> bool:
    document = parse_policy(found.trust_policy) if found else None
    return document is not None and ("AWS", wanted.oracle_user_arn) in trusted(document)
