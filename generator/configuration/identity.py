"""Keys, policies and roles: the AWS side of a stack as module calls."""

from __future__ import annotations

from generator.configuration import references
from generator.configuration.module_source import POLICY_MODULE, ROLE_MODULE, key_module, source_arguments
from generator.configuration.terraform import Block, Value
from generator.facts.kms_actions import DECRYPT_ONLY, KEY_USER
from generator.spec import model
from generator.spec.load import LoadedStack


def key_calls(loaded: LoadedStack) -> tuple[Block, ...]:
    """One call of the key module for each key that the stack creates."""
    stack = loaded.stack
    calls = []
    for name, key in stack.keys.items():
        if not references.is_created(key):
            continue
        alias = references.alias_name(name, key)
        arguments = source_arguments(loaded.module_source, key_module(stack)) | {
            "alias": alias,
            "description": key.description
            if key.description is not None
            else f"Customer-managed key of Oracle Autonomous AI Database ({alias})",
            "deletion_window_in_days": key.deletion_window_days,
            "rotation_period_in_days": key.rotation_days or None,
        }
        if key.administrators:
            arguments["administrators"] = tuple(key.administrators)
        calls.append(_call("key", name, arguments, key))
    return tuple(calls)


def policy_calls(loaded: LoadedStack) -> tuple[Block, ...]:
    """One call of the policy module for each policy that the stack creates."""
    stack = loaded.stack
    calls = []
    for name, policy in stack.policies.items():
        if not references.is_created(policy):
            continue
        arguments = source_arguments(loaded.module_source, POLICY_MODULE) | {
            "name": name,
            "description": policy.description
            if policy.description is not None
            else "Use of KMS keys by Oracle Autonomous AI Database",
        }
        if policy.path != "/":
            arguments["path"] = policy.path
        arguments["key_arns"] = tuple(references.key(stack, key).arn for key in policy_keys(stack, policy))
        arguments["actions"] = policy_actions(policy)
        calls.append(_call("policy", name, arguments, policy))
    return tuple(calls)


def policy_keys(stack: model.Stack, policy: model.Policy) -> tuple[str, ...]:
    """The keys that a policy allows the use of: names in `keys`, or ARNs. Of a key that the stack has let go of, the
    ARN has to be given."""
    if policy.keys == "all":
        return tuple(name for name, key in stack.keys.items() if not key.retired or key.arn)
    return tuple(policy.keys)


def policy_actions(policy: model.Policy) -> tuple[str, ...]:
    """The IAM actions that a policy allows."""
    if policy.actions == "key-user":
        return tuple(KEY_USER)
    return tuple(DECRYPT_ONLY) if policy.actions == "decrypt-only" else tuple(policy.actions)


def role_calls(loaded: LoadedStack) -> tuple[Block, ...]:
    """One call of the role module for each role whose principal, Oracle's user ARN, is known."""
    stack = loaded.stack
    calls = []
    for name, role in stack.roles.items():
        if not references.is_created(role):
            continue
        arguments = source_arguments(loaded.module_source, ROLE_MODULE) | {"name": name}
        if role.description is not None:
            arguments["description"] = role.description
        if role.path != "/":
            arguments["path"] = role.path
        arguments["oracle_user_arn"] = role.oracle_user_arn
        arguments["external_ids"] = tuple(external_ids(stack, name))
        arguments["policy_arns"] = {
            attachment_name(policy): references.policy_arn(stack, policy) for policy in role.policies
        }
        arguments["max_session_duration"] = role.max_session_seconds
        if role.permissions_boundary is not None:
            arguments["permissions_boundary"] = role.permissions_boundary
        calls.append(_call("role", name, arguments, role))
    return tuple(calls)


def external_ids(stack: model.Stack, role_name: str) -> list[str]:
    """The literal OCIDs that the trust policy of a role accepts as `sts:ExternalId`; empty where not yet known."""
    match stack.roles[role_name].external_id:
        case "tenant_ocid":
            known = [stack.oci.tenancy_id]
        case "compartment_ocid":
            known = [stack.oci.compartment_id]
        case _:
            known = [database.ocid for database in databases_of_role(stack, role_name).values()]
    return [ocid for ocid in known if ocid]


def databases_of_role(stack: model.Stack, role_name: str) -> dict[str, model.Database]:
    """The databases that a role is for: those whose `encryption.role` names it, else the stack's only one."""
    named = {name: one for name, one in stack.databases.items() if one.encryption.role == role_name}
    return named or (dict(stack.databases) if len(stack.databases) == 1 else {})


def possible_roles(stack: model.Stack, database: model.Database) -> list[str]:
    """The roles in `roles` that could be a database's: the one that it names, or else all of the stack."""
    named = database.encryption.role
    return [one for one in ([named] if named else stack.roles) if one in stack.roles]


def awaited_roles(stack: model.Stack, database: model.Database) -> list[str]:
    """The roles that could be a database's, if the principal of none of them is known."""
    possible = possible_roles(stack, database)
    is_known = any(stack.roles[one].arn or stack.roles[one].oracle_user_arn for one in possible)
    return [] if is_known else possible


def attachment_name(policy: str) -> str:
    """The key under which a role's policy is attached: its name."""
    return policy.rpartition("/")[2] if policy.startswith("arn:") else policy


def _call(kind: str, name: str, arguments: dict[str, Value], declared: model.Key | model.Policy | model.Role) -> Block:
    if declared.tags:
        arguments["tags"] = dict(declared.tags)
    return Block("module", (references.label(kind, name),), arguments, comments=tuple(declared.annotations))
