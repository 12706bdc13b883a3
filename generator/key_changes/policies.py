"""The policies of a role, and whether they allow the use of a key."""

from __future__ import annotations

from generator.facts.arn import parse_key_arn
from generator.spec import model


def policy_to_extend(stack: model.Stack, role_name: str, old_key: str, new_key: str) -> str | None:
    """The policy of a role whose `keys` need the new key: the one that has the old key, or else the first that lists
    its keys. None if the new key is allowed already, or no policy of the stack's own lists its keys."""
    role = stack.roles.get(role_name)
    if role is None or role.arn is not None or not (new_key in stack.keys or parse_key_arn(new_key)):
        return None
    if any(_allows(stack, name, new_key) for name in role.policies):
        return None
    listing = [name for name in role.policies if name in stack.policies and _listed(stack.policies[name])]
    having = [name for name in listing if _allows(stack, name, old_key)]
    return next(iter([*having, *listing]), None)


def is_known_to_allow(stack: model.Stack, role_name: str, key: str) -> bool:
    """True if a policy of the stack's own, attached to the role, allows the use of a key."""
    role = stack.roles.get(role_name)
    own = role.policies if role is not None and role.arn is None else ()
    return any(
        name in stack.policies and stack.policies[name].arn is None and _allows(stack, name, key) for name in own
    )


def _listed(policy: model.Policy) -> bool:
    return policy.arn is None and policy.keys != "all"


def _allows(stack: model.Stack, policy_name: str, key: str) -> bool:
    """True if the policy allows the use of a key, or may do so."""
    policy = stack.policies.get(policy_name)
    if policy is None or policy.arn is not None:
        return True  # it exists already, and what it allows is not known
    allowed = stack.keys if policy.keys == "all" else policy.keys
    declared = stack.keys.get(key)
    names = {key, declared.arn if declared and declared.arn else key}
    names |= {name for name, one in stack.keys.items() if one.arn is not None and one.arn in names}
    return any(one in names or "*" in one for one in allowed)
