"""What a name in the spec stands for in Terraform: a reference to what the stack creates, or a literal ARN."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.configuration.terraform import Expression, Value
from generator.facts.arn import parse_key_arn
from generator.spec import model

ORACLE_MANAGED = "oracle-managed"
ALIAS_PREFIX = "alias/"
DATABASE = "oci_database_autonomous_database"
_NOT_IN_A_LABEL = re.compile(r"[^A-Za-z0-9_-]")


def identifier(name: str) -> str:
    """A name as part of a label in Terraform: what a label cannot hold becomes `_`."""
    return _NOT_IN_A_LABEL.sub("_", name)


def label(kind: str, name: str) -> str:
    """The Terraform label of an object: `key_ADBS_Key1`."""
    return f"{kind}_{identifier(name)}"


@lru_cache(maxsize=256)  # the databases of a stack refer to the same few again and again
def module(kind: str, name: str, output: str = "") -> Expression:
    """The reference to a module call, or to one of its outputs."""
    return Expression(f"module.{label(kind, name)}" + (f".{output}" if output else ""))


def database(name: str) -> str:
    """The address of a database."""
    return f"{DATABASE}.{identifier(name)}"


@dataclass(frozen=True)
class KeyReference:
    """A KMS key as a database or policy refers to it. `arn` or `alias` is None where it is not known."""

    arn: Value
    alias: Value
    region: str


def alias_name(name: str, key: model.Key) -> str:
    """The alias of a key without `alias/`."""
    return key.alias if key.alias is not None else name


def key(stack: model.Stack, name: str) -> KeyReference:
    """What `encryption.key` or an item of a policy's `keys` refers to: a name in `keys`, an ARN or `alias/NAME`.

    A name that is not in `keys` is taken for an ARN; that it is one is for the rules to say.
    """
    if name.startswith(ALIAS_PREFIX):
        return KeyReference(None, name, stack.aws.region)
    declared = stack.keys.get(name)
    if declared is None or declared.arn is not None:
        arn = declared.arn if declared and declared.arn else name
        parsed = parse_key_arn(arn)
        alias = ALIAS_PREFIX + declared.alias if declared and declared.alias else None
        return KeyReference(arn, alias, parsed.region if parsed else stack.aws.region)
    return KeyReference(module("key", name, "arn"), module("key", name, "alias_name"), stack.aws.region)


def policy_arn(stack: model.Stack, name: str) -> Value:
    """The ARN of a policy in `policies`, or the ARN that `name` is."""
    declared = stack.policies.get(name)
    if declared is None:
        return name
    return declared.arn if declared.arn else module("policy", name, "arn")


def role_arn(stack: model.Stack, name: str) -> Value:
    """The ARN of a role in `roles`, or the ARN that `name` is."""
    declared = stack.roles.get(name)
    if declared is None:
        return name
    return declared.arn if declared.arn else module("role", name, "arn")


def is_created(declared: model.Key | model.Policy | model.Role | None) -> bool:
    """True if the stack manages it: creates it, or has taken it over. A role waits until Oracle's user ARN is known:
    IAM refuses a trust policy whose principal does not exist. A retired key is let go of."""
    if declared is None or declared.arn is not None:
        return False
    if isinstance(declared, model.Key):
        return not declared.retired
    return not isinstance(declared, model.Role) or declared.oracle_user_arn is not None


def key_in_history(stack: model.Stack, name: str) -> str:
    """A key as a database's history names it: the address of its module call, or what the spec says of a key that the
    stack does not manage, an ARN or `alias/NAME`. A key that was handed over keeps its name."""
    declared = stack.keys.get(name)
    if is_created(declared):
        return module("key", name).source
    arn = declared.arn if declared and declared.arn else name
    return next((module("key", one).source for one, key in stack.keys.items() if key.retired and key.arn == arn), arn)
