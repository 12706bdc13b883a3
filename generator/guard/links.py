"""Which role a database uses, which policy a role has: by value, or by reference where a value is not known yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from generator.facts.arn import parse_role_arn
from generator.guard.addresses import address_in_configuration
from generator.guard.configuration_references import Resolution
from generator.guard.encryption import encryption, is_aws
from generator.guard.judged_types import ATTACHMENT, DATABASE, EXCLUSIVE_ATTACHMENT, INLINE_POLICY, ROLE
from generator.guard.plan import ResourceChange

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

    def points_to(
        self, resource: ResourceChange, argument: str, target: ResourceChange, attributes: tuple[str, ...]
    ) -> bool:
        """True if an argument has the value of one of the target's attributes, or refers to it where it is unknown."""
        return not self._pointed(resource, argument).isdisjoint(_handles(target, attributes))

    def uses(self, database: ResourceChange, role: ResourceChange) -> bool:
        """True if the `encryption_key` of a database names a role."""
        return not self._roles_of_key(database).isdisjoint(_handles_for_key(role))

    def is_used(self, role: ResourceChange) -> bool:
        """True if a database has its key by this role, before or after."""
        return not self._used.isdisjoint(_handles_for_key(role))

    def roles_of(self, resource: ResourceChange) -> tuple[ResourceChange, ...]:
        """The roles in the plan that a policy, or an attachment of one, belongs to; of a role the role itself."""
        if resource.type == ROLE:
            return (resource,)
        if resource.type in (INLINE_POLICY, ATTACHMENT):
            return self._roles(self._pointed(resource, "role"))
        if resource.type == EXCLUSIVE_ATTACHMENT:
            return self._roles(self._pointed(resource, "roles"))
        attachments = [one for handle in _handles(resource, ("arn", "id")) for one in self._attachments.get(handle, ())]
        return self._roles(
            frozenset(
                handle
                for one in attachments
                for argument in ("role", "roles")
                for handle in self._pointed(one, argument)
            )
        )

    def _roles(self, handles: Handles) -> tuple[ResourceChange, ...]:
        found = {id(role): role for handle in sorted(handles) for role in self._roles_by_handle.get(handle, ())}
        return tuple(found.values())

    @cached_property
    def _roles_by_handle(self) -> Mapping[str, list[ResourceChange]]:
        found: dict[str, list[ResourceChange]] = defaultdict(list)
        for role in self._managed:
            for handle in _handles(role, ("name", "id")) if role.type == ROLE else ():
                found[handle].append(role)
        return found

    @cached_property
    def _attachments(self) -> Mapping[str, list[ResourceChange]]:
        found: dict[str, list[ResourceChange]] = defaultdict(list)
        for one in self._managed:
            for handle in self._pointed(one, "policy_arn") if one.type in (ATTACHMENT, EXCLUSIVE_ATTACHMENT) else ():
                found[handle].append(one)
        return found

    @cached_property
    def _used(self) -> Handles:
        return frozenset(handle for one in self.databases_with_aws_key for handle in self._roles_of_key(one))

    def _pointed(self, resource: ResourceChange, argument: str) -> Handles:
        key = (id(resource), argument)
        if key not in self._pointers:
            given = _texts(side.get(argument) for side in (resource.before, resource.after))
            unknown = resource.is_unknown(argument)
            self._pointers[key] = given | (_references(self._resolve(resource, argument)) if unknown else frozenset())
        return self._pointers[key]

    def _roles_of_key(self, database: ResourceChange) -> Handles:
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


def _handles_for_key(role: ResourceChange) -> Handles:
    """A role's ARN; its name only where the ARN is not known yet."""
    arns = _texts(side.get("arn") for side in (role.before, role.after))
    return (arns or frozenset([f"role {role.after.get('name')}"])) | {_reference(address_in_configuration(role))}


def _references(resolution: Resolution) -> Handles:
    return frozenset(_reference(target.address) for target in resolution.targets)


def _reference(address: str) -> str:
    return f"configuration {address}"


def _texts(values: Iterable[object]) -> Handles:
    """The texts, also those in lists, without empty ones."""
    listed = (one for value in values for one in (value if isinstance(value, list) else [value]))
    return frozenset(one for one in listed if isinstance(one, str) and one)
