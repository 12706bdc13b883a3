"""A policy's document fits into IAM."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from generator.configuration.identity import policy_actions, policy_keys
from generator.facts.limits import IAM_POLICY_DOCUMENT_MAX
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import Spec

_KEY_ID = len("00000000-0000-0000-0000-000000000000")
_QUOTES_AND_COMMA = 3
_LONGEST = 128  # no ARN of a key and no action is longer, so a policy with fewer of them than this allows always fits
_FEWEST = IAM_POLICY_DOCUMENT_MAX // _LONGEST


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        stack = loaded.stack
        for name, policy in stack.policies.items():
            keys = policy_keys(stack, policy)
            if policy.arn is not None or len(keys) + len(policy_actions(policy)) < _FEWEST:
                continue
            size = _least_size(stack, policy, keys)
            if size > IAM_POLICY_DOCUMENT_MAX:
                yield Finding(
                    loaded,
                    ("policies", name, "keys"),
                    f"A policy for {len(keys)} keys is too large for IAM",
                    f"The ARNs and actions alone have {size} characters, and IAM accepts {IAM_POLICY_DOCUMENT_MAX}. "
                    "Divide the keys among several policies and name those under the role's `policies`.",
                )


def _least_size(stack: model.Stack, policy: model.Policy, keys: tuple[str, ...]) -> int:
    """The characters of what stands in the document for certain: the ARNs of the keys, and the actions."""
    own = len(f"arn:aws:kms:{stack.aws.region}:{stack.aws.account_id}:key/") + _KEY_ID
    size = sum(len(action) + _QUOTES_AND_COMMA for action in policy_actions(policy))
    for key in keys:
        declared = stack.keys.get(key)
        arn = declared.arn if declared else key
        size += (own if arn is None else len(arn)) + _QUOTES_AND_COMMA
    return size


RULE = Rule(
    code="AWS111",
    title="A policy fits into IAM",
    explanation=f"""\
The document of a managed policy has at most {IAM_POLICY_DOCUMENT_MAX} characters, white space not counted, and AWS
does not raise that. The ARN of a key has about 75, so a policy ends at about 80 keys. Old keys stay in `keys` as long
as backups need them, and a policy without `keys` is for all of them: a stack can grow into this limit by rotation
alone.

Make several policies with some of the keys each, and name them all under `policies` of the role.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
    "#reference_iam-quotas-entity-length",
    bad=textwrap.fill(
        "keys: {" + ", ".join(f"Key{number}: {{}}" for number in range(90)) + "}", 100, subsequent_indent="  "
    )
    + "\npolicies:\n  ADBS_AWS_Policy1: {keys: all}\n",
    good="policies:\n  ADBS_AWS_Policy1: {keys: [ADBS_TestAWSKMSKey]}\n",
    check=check,
)
