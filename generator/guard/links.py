"""Which role a database uses, which policy a role has: by value, or by reference where a value is not known yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from generator.facts.arn import parse_role_arn
from generator.guard.addresses import address_in_configuration
from generator.guard.configuration_references import Resolution
from generator.guard.encryption import encryption, is_aws
from generator.guard.judged_types import ATTACHMENT, DATABASE, EXCLUSIVE_ATTACHMENT, INLINE_POLICY, KEY, POLICY, ROLE
from generator.guard.plan import ResourceChange

_NAMES_ROLES = {INLINE_POLICY: "role", ATTACHMENT: "role", EXCLUSIVE_ATTACHMENT: "roles"}
Handles = frozenset[str]
"""What a resource can be meant by: ARNs, names, and `configuration ADDRESS` for references."""


class Links:
    """The links between the resources of a plan. `resolve` and `resolve_in_key` say what an argument of a resource, and
    one of a database's `encryption_key`, is made of in the configuration."""

    def __init__(
        self,
        changes: Iterable[ResourceChange],
        resolve: Callable[[ResourceChange, str], Resolution],
        resolve_in_key: Callable[[ResourceChange, str], Resolution],
    ) -> None:
        self._managed = [one for one in changes if one.mode == "managed"]
        self._resolve = resolve
        self._resolve_in_key = resolve_in_key
        self._pointers: dict[tuple[int, str], Handles] = {}

    @cached_property
    def databases_with_aws_key(self) -> tuple[ResourceChange, ...]:
        """The databases that have a key in AWS KMS, before or after."""
        return tuple(one for one in self._managed if one.type == DATABASE and (is_aws(one.before) or is_aws(one.after)))

    def key_of(self, key_policy: ResourceChange) -> ResourceChange | None:
        """The first key in the plan that an `aws_kms_key_policy` names, or refers to where what it names is unknown."""
        first = _least(self._first_keys, self._pointed(key_policy, "key_id"))
        return None if first is None else self._managed[first]

    @cached_property
    def _first_keys(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for place, key in enumerate(self._managed):
            _note(found, _handles(key, ("key_id", "id", "arn")) if key.type == KEY else (), place)
        return found

    def is_used(self, role: ResourceChange) -> bool:
        """True if a database has its key by this role, before or after."""
        return not self._used.isdisjoint(handles_for_key(role))

    def least_of_roles(self, number: Callable[[ResourceChange], int | None]) -> Mapping[int, int]:
        """The least `number` of the roles in the plan that a policy, or an attachment of one, belongs to; of a role its
        own. By the `id` of the resource; without those whose roles have none.

        Thousands of attachments may each name thousands of roles, so each role is asked once, and each attachment."""
        found: dict[int, int] = {}
        by_role: dict[str, int] = {}
        by_policy: dict[str, int] = {}
        for role in (one for one in self._managed if one.type == ROLE):
            given = number(role)
            if given is not None:
                found[id(role)] = given
                _note(by_role, _handles(role, ("name", "id")), given)
        for one in (one for one in self._managed if one.type in _NAMES_ROLES):
            least = _least(by_role, self._pointed(one, _NAMES_ROLES[one.type]))
            if least is not None:
                found[id(one)] = least
                _note(by_policy, self._pointed(one, "policy_arn") if one.type != INLINE_POLICY else (), least)
        for policy in (one for one in self._managed if one.type == POLICY):
            least = _least(by_policy, _handles(policy, ("arn", "id")))
            if least is not None:
                found[id(policy)] = least
        return found

    @cached_property
    def _used(self) -> Handles:
        return frozenset(handle for one in self.databases_with_aws_key for handle in self.roles_of_key(one))

    def _pointed(self, resource: ResourceChange, argument: str) -> Handles:
        key = (id(resource), argument)
        if key not in self._pointers:
            given = _texts(side.get(argument) for side in (resource.before, resource.after))
            unknown = resource.is_unknown(argument)
            self._pointers[key] = given | (_references(self._resolve(resource, argument)) if unknown else frozenset())
        return self._pointers[key]

    def roles_of_key(self, database: ResourceChange) -> Handles:
        """What the `encryption_key` of a database means its role by, before and after: see `handles_for_key`."""
        key = (id(database), "encryption_key")
        if key not in self._pointers:
            named = _texts(encryption(side).get("arn_role") for side in (database.before, database.after))
            names = frozenset(f"role {role.name}" for one in named if (role := parse_role_arn(one)))
            is_hidden = encryption(database.after).get("arn_role") is None and database.is_unknown("encryption_key")
            references = _references(self._resolve_in_key(database, "arn_role")) if is_hidden else frozenset()
            self._pointers[key] = named | names | references
        return self._pointers[key]


def _handles(target: ResourceChange, attributes: tuple[str, ...]) -> Handles:
    given = _texts(side.get(name) for side in (target.before, target.after) for name in attributes)
    return given | {_reference(address_in_configuration(target))}


def handles_for_key(role: ResourceChange) -> Handles:
    """What a key means a role by: its ARN; its name only where the ARN is not known yet; a reference."""
    arns = _texts(side.get("arn") for side in (role.before, role.after))
    return (arns or frozenset([f"role {role.after.get('name')}"])) | {_reference(address_in_configuration(role))}


def _note(least: dict[str, int], handles: Iterable[str], number: int) -> None:
    for handle in handles:
        least[handle] = min(number, least.get(handle, number))


def _least(numbers: Mapping[str, int], handles: Handles) -> int | None:
    return min((numbers[handle] for handle in handles if handle in numbers), default=None)


def _references(resolution: Resolution) -> Handles:
    return frozenset(_reference(target.address) for target in resolution.targets)


def _reference(address: str) -> str:
    return f"configuration {address}"


def _texts(values: Iterable[object]) -> Handles:
    """The texts, also those in lists, without empty ones."""
    listed = (one for value in values for one in (value if isinstance(value, list) else [value]))
    return frozenset(one for one in listed if isinstance(one, str) and one)
