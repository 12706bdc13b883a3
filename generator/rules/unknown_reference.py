"""A name refers to something that the stack declares."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.references import ALIAS_PREFIX, ORACLE_MANAGED
from generator.diagnostics import did_you_mean
from generator.rules.reading.arns import ARN_PREFIX
from generator.rules.reading.declared import Section, is_declared
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import Spec
from generator.spec.nodes import Path, quoted

_ONE = {"keys": "key", "policies": "policy", "roles": "role"}


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for path, name, section in _references(loaded.stack):
            if name.startswith(ARN_PREFIX) or is_declared(loaded, section, name):
                continue
            known = list(getattr(loaded.stack, section))
            if path[-1] == "key":
                known.append(ORACLE_MANAGED)
            detail = did_you_mean(name, known) or f"`{section}` is empty: declare it there, or give an ARN."
            yield Finding(loaded, path, f"There is no {_ONE[section]} {quoted(name)} in this stack", detail)


def _references(stack: model.Stack) -> Iterator[tuple[Path, str, Section]]:
    """The path, the text and the section that it refers to, for everything that can be a name. A policy's patterns and
    aliases have rules of their own: wildcard_resource and alias_in_policy."""
    for name, policy in stack.policies.items():
        for index, key in enumerate(() if policy.keys == "all" else policy.keys):
            if not key.startswith(ALIAS_PREFIX) and "*" not in key and "?" not in key:
                yield ("policies", name, "keys", index), key, "keys"
    for name, role in stack.roles.items():
        for index, policy_name in enumerate(role.policies):
            yield ("roles", name, "policies", index), policy_name, "policies"
    for name, database in stack.databases.items():
        encryption = database.encryption
        if encryption.key != ORACLE_MANAGED and not encryption.key.startswith(ALIAS_PREFIX):
            yield ("databases", name, "encryption", "key"), encryption.key, "keys"
        if encryption.role is not None:
            yield ("databases", name, "encryption", "role"), encryption.role, "roles"


RULE = Rule(
    code="NAM101",
    title="A name refers to something",
    explanation="""\
`encryption.key` names a key in `keys`, `encryption.role` a role in `roles`, a role's `policies` name policies in
`policies`, a policy's `keys` name keys in `keys`, all of the same stack. Each can be an ARN instead, for what exists
outside of it; a database's key can also be `alias/NAME`, or `oracle-managed` for Oracle's own.

Anything else would be rendered as it is, and the clouds would be told to use a key by a name that only the spec
knows.
""",
    source="The grammar of the spec",
    bad="""\
databases:
  orders:
    encryption:
      role: ADBS_AWS_Rolle1
""",
    good="""\
databases:
  orders:
    encryption:
      role: ADBS_AWS_Role1
""",
    check=check,
)
