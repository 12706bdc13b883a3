"""A role has each of its policies once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, role in loaded.stack.roles.items():
            if len(role.policies) == 1:
                continue
            first: dict[str, int] = {}
            for index, policy in enumerate(role.policies):
                own_name = policy.rpartition("/")[2]  # of an ARN what follows its path, of a name the name
                if first.setdefault(own_name, index) != index:
                    other = role.policies[first[own_name]]
                    yield Finding(
                        loaded,
                        ("roles", name, "policies", index),
                        f"The role {quoted(name)} has two policies called {quoted(own_name)}",
                        "Remove one of them."
                        if other == policy
                        else f"{other} is the other one. Declare one of them in `policies` under another name, with "
                        "its `arn`.",
                    )


RULE = Rule(
    code="NAM109",
    title="A role has each policy once",
    explanation="""\
The policies of a role are attached by their names, so that the addresses in Terraform say which is which and adding
one does not move the others. Two policies of one name, such as one of yours and one of AWS's, would be one
attachment, and one of them would silently be missing.

Remove the repetition, or declare one of them under another name: `policies: {OtherName: {arn: …}}`.
""",
    source="https://developer.hashicorp.com/terraform/language/meta-arguments/for_each",
    bad="""\
roles:
  ADBS_AWS_Role1:
    policies: [ADBS_AWS_Policy1, "arn:aws:iam::111122223333:policy/team/ADBS_AWS_Policy1"]
""",
    good="""\
roles:
  ADBS_AWS_Role1:
    policies: [ADBS_AWS_Policy1, "arn:aws:iam::111122223333:policy/team/ADBS_AWS_Policy2"]
""",
    check=check,
)
