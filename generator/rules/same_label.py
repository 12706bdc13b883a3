"""Different objects have different labels in Terraform."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration import references
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted

_KINDS = (("keys", "key"), ("policies", "policy"), ("roles", "role"))


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for section, kind in _KINDS:
            declared = getattr(loaded.stack, section)
            if len(declared) == 1:
                continue
            first: dict[str, str] = {}
            for name in declared:
                label = references.label(kind, name)
                other = first.setdefault(label, name)
                if other != name:
                    yield Finding(
                        loaded,
                        (section, name),
                        f"{quoted(other)} and {quoted(name)} would both be module.{label}",
                        "In Terraform's names everything but letters, digits, _ and - becomes _. Rename one of them"
                        + (", and keep its alias by `alias`." if kind == "key" else "."),
                    )


RULE = Rule(
    code="NAM104",
    title="Two objects have two addresses in Terraform",
    explanation="""\
A key, policy or role is a module call in Terraform, labelled with its name: `module.role_ADBS_AWS_Role1`. A label has
letters, digits, `_` and `-` only; everything else becomes `_`. `team.db` and `team@db` are two roles to IAM and would
be one label.

Rename one of them. The alias of a key can stay what it is, with `alias`.
""",
    source="https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers",
    bad="""\
roles:
  team.db:
    policies: [ADBS_AWS_Policy1]
  team@db:
    policies: [ADBS_AWS_Policy1]
""",
    good="""\
roles:
  team.db:
    policies: [ADBS_AWS_Policy1]
  team-db:
    policies: [ADBS_AWS_Policy1]
""",
    check=check,
)
