"""A policy allows something on something."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.reading.declared import declared_names
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, policy in loaded.stack.policies.items():
            if policy.arn is not None:
                continue
            summary = f"The policy {quoted(name)} is for no key"
            if policy.keys == "all" and declared_names(loaded, "keys") == ():
                detail = "The stack has no keys. Declare one under `keys`, or remove the policy."
                yield Finding(loaded, ("policies", name, "keys"), summary, detail)
            elif policy.keys == []:
                detail = "List keys by name or ARN, or write `keys: all` for all keys of the stack."
                yield Finding(loaded, ("policies", name, "keys"), summary, detail)
            if isinstance(policy.actions, list) and not policy.actions:
                detail = "List actions, or write `actions: key-user` for AWS's own list for the users of a key."
                yield Finding(
                    loaded, ("policies", name, "actions"), f"The policy {quoted(name)} allows no action", detail
                )


RULE = Rule(
    code="KMS112",
    title="A policy has keys and actions",
    explanation="""\
A statement of an IAM policy needs at least one action and one resource; IAM refuses a document without. A policy
without `keys` is for all keys of its stack, so the stack must have one.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    bad="""\
policies:
  ADBS_AWS_Policy1:
    actions: []
""",
    good="""\
policies:
  ADBS_AWS_Policy1:
    actions: decrypt-only
""",
    check=check,
)
