"""No wildcard that lets Oracle administer a key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.facts.kms_actions import matching
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted

# The verbs of the actions that change a key, its policy, its grants or its aliases, or a key store.
_ADMINISTERS = re.compile(
    "kms:(Cancel|Connect|Create|Delete|Disable|Disconnect|Enable|Import|Put|Replicate|Retire|Revoke|Rotate|Schedule|"
    "Synchronize|Tag|Untag|Update)"
)
_SHOWN = 3


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, policy in loaded.stack.policies.items():
            for index, action in enumerate(policy.actions if isinstance(policy.actions, list) else ()):
                if "*" not in action and "?" not in action:
                    continue
                too_much = [one for one in matching(action) if _ADMINISTERS.match(one)]
                if too_much:
                    shown = ", ".join(too_much[:_SHOWN]) + (", …" if len(too_much) > _SHOWN else "")
                    yield Finding(
                        loaded,
                        ("policies", name, "actions", index),
                        f"{quoted(action)} allows more than the use of a key",
                        f"It covers {shown} too. List what is needed, or write `actions: key-user`.",
                    )


RULE = Rule(
    code="KMS109",
    title="No wildcard allows the administration of a key",
    explanation="""\
`kms:*` lets whoever has the role delete the key, change its policy and hand it on by grants. Oracle needs to use the
key: to describe it, to encrypt and to decrypt. A wildcard that covers actions which change a key is an error, be it
`*`, `kms:*` or `kms:D*`; wildcards within the use of a key, such as `kms:GenerateDataKey*`, are fine.

`actions: key-user` is AWS's own list for the users of a key. Oracle publishes no list; if it turns out to need one
more action, add that one by name.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-users-crypto; "
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_kms.html",
    bad="""\
policies:
  ADBS_AWS_Policy1:
    actions: ["kms:*"]
""",
    good="""\
policies:
  ADBS_AWS_Policy1:
    actions: ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"]
""",
    check=check,
)
