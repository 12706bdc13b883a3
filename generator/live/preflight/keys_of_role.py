"""The keys that are used by a role."""

from __future__ import annotations

from dataclasses import dataclass

from generator.configuration import references
from generator.configuration.identity import policy_keys
from generator.live import names
from generator.live.aws.keys import Key
from generator.live.preflight.key_switch import databases_with_role
from generator.spec import model


@dataclass(frozen=True)
class KeyOfRole:
    """`name` is what the spec calls it, `databases` are those that have it by the role; `encryption` is that of the
    first of them, which decides what an alias means, None without databases."""

    name: str
    databases: tuple[str, ...] = ()
    encryption: model.Encryption | None = None


def selected_keys(stack: model.Stack, role: str) -> list[KeyOfRole]:
    """The keys that databases have by a role, once each."""
    users: dict[Key, list[str]] = {}
    for name in databases_with_role(stack, role):
        encryption = stack.databases[name].encryption
        users.setdefault(names.key(stack, encryption.key, encryption), []).append(name)
    first = {question: stack.databases[databases[0]].encryption for question, databases in users.items()}
    return [KeyOfRole(first[one].key, tuple(databases), first[one]) for one, databases in users.items()]


def keys_of_role(stack: model.Stack, role: str) -> list[KeyOfRole]:
    """Those, and the others that its policies are for."""
    selected = selected_keys(stack, role)
    known = {one.name for one in selected}
    of_policies = [key for one in managed_policies(stack, role) for key in policy_keys(stack, stack.policies[one])]
    return [*selected, *(KeyOfRole(one) for one in dict.fromkeys(of_policies) if one not in known)]


def managed_policies(stack: model.Stack, role: str) -> list[str]:
    """The policies of a role that the stack makes."""
    declared = stack.roles.get(role)
    return [one for one in declared.policies if references.is_created(stack.policies.get(one))] if declared else []
