"""How far a database's stage has been applied: what `next --live` knows beyond the spec."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.configuration.references import is_created
from generator.live import names
from generator.live.access import aws_access, oci_access
from generator.live.answers import NotKnown
from generator.live.aws.identities import LivePolicy, LiveRole, LiveRolePolicies, Policy, Role, RolePolicies
from generator.live.aws.keys import LiveKey
from generator.live.concurrently import concurrently
from generator.live.oci.databases import DatabasesIn
from generator.live.oci.lifecycle import GONE, PASSING
from generator.live.preflight.policy_changes import policy_changes
from generator.live.preflight.role_changes import is_trust_as_rendered, role_changes
from generator.live.questions import Ask
from generator.live.status.as_json import database_as_json
from generator.live.status.database_status import FIELDS, DatabaseStatus
from generator.live.status.status import statuses
from generator.spec import model
from generator.spec.databases import SpecDatabase, databases_of
from generator.spec.load import LoadedStack, Spec

_NOT_OF_THE_CONFIGURATION = frozenset({"lifecycle_state", "key_state"})


@dataclass(frozen=True)
class CloudStanding:
    """A database as the clouds have it. `absent` is what its stack makes and the clouds do not have, such as `role
    ADBS_AWS_Role1`; `differing` is what they have otherwise than the stack makes it; `unknown` says why anything of
    that is not known."""

    status: DatabaseStatus
    absent: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    unknown: tuple[NotKnown, ...] = ()

    @property
    def is_applied(self) -> bool | None:
        """None where nobody can say."""
        if self.status.differences or self.absent or self.differing:
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
        return bool(self.absent or self.differing or self.not_known) or not (
            _NOT_OF_THE_CONFIGURATION.issuperset(self.status.differences)
        )

    @property
    def not_known(self) -> tuple[NotKnown, ...]:
        """Everything that could not be asked."""
        return tuple(dict.fromkeys((*self.status.unknown, *self.unknown)))

    @property
    def summary(self) -> str:
        """`applied`, `differs: key`, `not applied: role ADBS_AWS_Role1`, `not known: unreachable`."""
        to_be_applied = (*self.absent, *self.differing)
        if self.status.differences:
            return f"differs: {', '.join(FIELDS[field] for field in self.status.differences)}"
        if to_be_applied:
            return f"not applied: {', '.join(to_be_applied)}"
        if causes := dict.fromkeys(why.cause.value for why in self.not_known):
            return f"not known: {', '.join(causes)}"
        return "applied"

    def as_json(self) -> Mapping[str, object]:
        """The status as `adbkms status` prints it, with `applied`, `absent` and `differing`."""
        return {
            "applied": self.is_applied,
            "absent": list(self.absent),
            "differing": list(self.differing),
            **database_as_json(self.status),
        }


@dataclass(frozen=True)
class _Applied:
    """What is there of the objects of a stack, or of a database."""

    absent: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    unknown: tuple[NotKnown, ...] = ()


class _Is(StrEnum):
    """How an object is, beside what the stack makes."""

    ABSENT = "absent"
    DIFFERENT = "different"
    AS_RENDERED = "as rendered"


def cloud_standings(
    spec: Spec, ask: Ask, done: Callable[[SpecDatabase], object] = lambda database: None
) -> dict[str, CloudStanding]:
    """By STACK/DATABASE. Databases are compared as `status` does, and looked for by their names where the spec has no
    OCID; keys, policies, roles, their trust and what is attached to them as `preflight` does."""
    found = statuses(spec, ask, done=done)
    stacks = [loaded for loaded in spec.stacks if loaded.stack.databases]
    in_aws = dict(zip((one.name for one in stacks), concurrently(stacks, lambda one: _in_aws(one, ask)), strict=True))
    databases = {one.address: one for one in databases_of(spec)}
    return {one.name: _standing(one, in_aws[one.stack], _provisioned(databases[one.name], ask)) for one in found}


def _standing(status: DatabaseStatus, *applied: _Applied) -> CloudStanding:
    return CloudStanding(
        status,
        tuple(what for one in applied for what in one.absent),
        tuple(what for one in applied for what in one.differing),
        tuple(dict.fromkeys(why for one in applied for why in one.unknown)),
    )


def _provisioned(one: SpecDatabase, ask: Ask) -> _Applied:
    """Whether a database without an OCID has been made. OCI knows it by its name in the stack's compartment."""
    if one.database.ocid is not None:
        return _Applied()
    found = ask(DatabasesIn(oci_access(one.stack), one.stack.oci.compartment_id))
    if isinstance(found, NotKnown):
        return _Applied(unknown=(found,))
    is_there = any(other.db_name.casefold() == one.database.db_name.casefold() for other in found or ())
    return _Applied(absent=() if is_there else (f"database {one.name}",))


def _in_aws(loaded: LoadedStack, ask: Ask) -> _Applied:
    found = list(_objects(loaded, ask))
    return _Applied(
        tuple(what for what, answer in found if answer is _Is.ABSENT),
        tuple(what for what, answer in found if answer is _Is.DIFFERENT),
        tuple(dict.fromkeys(answer for _, answer in found if isinstance(answer, NotKnown))),
    )


def _objects(loaded: LoadedStack, ask: Ask) -> Iterator[tuple[str, _Is | NotKnown]]:
    """Everything that the stack makes in AWS, and how it is there."""
    stack = loaded.stack
    for name, key in stack.keys.items():
        if is_created(key):
            live_key = ask(names.key(stack, name))
            yield f"key {name}", _Is.AS_RENDERED if isinstance(live_key, LiveKey) else live_key or _Is.ABSENT
    for name, policy in stack.policies.items():
        if is_created(policy):
            yield f"policy {name}", _policy(loaded, name, ask)
    for name, role in stack.roles.items():
        if is_created(role):
            live_role = ask(Role(aws_access(stack), name))
            if isinstance(live_role, LiveRole):
                yield f"role {name}", _is(not role_changes(role, live_role))
                yield f"trust policy of the role {name}", _is(is_trust_as_rendered(stack, name, live_role))
                yield f"policies of the role {name}", _attached(stack, name, ask)
            else:
                yield f"role {name}", live_role or _Is.ABSENT


def _is(is_as_rendered: bool) -> _Is:
    return _Is.AS_RENDERED if is_as_rendered else _Is.DIFFERENT


def _policy(loaded: LoadedStack, name: str, ask: Ask) -> _Is | NotKnown:
    found = ask(Policy(aws_access(loaded.stack), names.policy_arn(loaded.stack, name)))
    if not isinstance(found, LivePolicy):
        return found or _Is.ABSENT
    changes = policy_changes(loaded, name, found, ask)
    if isinstance(changes, NotKnown):
        return changes
    return _is(changes == [])


def _attached(stack: model.Stack, name: str, ask: Ask) -> _Is | NotKnown:
    """Other policies than those of the spec stay attached, whatever is applied."""
    found = ask(RolePolicies(aws_access(stack), name))
    if not isinstance(found, LiveRolePolicies):
        return found or _Is.DIFFERENT
    return _is({names.policy_arn(stack, one) for one in stack.roles[name].policies}.issubset(found.attached))
