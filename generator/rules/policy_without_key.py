"""The policies of a database's role cover its key."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.references import ALIAS_PREFIX
from generator.facts.arn import parse_key_arn
from generator.rules.reading.encryption import databases_with_aws_key, is_created_key
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        stack = loaded.stack
        for name, database in databases_with_aws_key(stack):
            encryption = database.encryption
            role_name = encryption.role or ""
            role = stack.roles.get(role_name)
            if role is None or role.arn is not None or not _is_known(stack, encryption.key):
                continue
            if not role.policies and not is_created_key(stack, encryption.key):
                continue  # the existing key's own policy may admit the role
            if all(_leaves_out(stack, policy, encryption.key) for policy in role.policies):
                policies = [policy for policy in role.policies if policy in stack.policies]
                where = f"`policies.{policies[0]}.keys`" if policies else f"a policy of `roles.{role_name}`"
                detail = f"Add {encryption.key} to {where}"
                if encryption.key in stack.keys and policies:
                    detail += ", or remove `keys` there: all keys of the stack are the default"
                summary = f"No policy of the role {quoted(role_name)} covers this key"
                yield Finding(loaded, ("databases", name, "encryption", "key"), summary, f"{detail}.")


def _is_known(stack: model.Stack, key: str) -> bool:
    """False for an alias, behind which any key can be, and for what names nothing."""
    return not key.startswith(ALIAS_PREFIX) and (key in stack.keys or parse_key_arn(key) is not None)


def _leaves_out(stack: model.Stack, policy_name: str, key: str) -> bool:
    """True if it is certain that the policy does not cover the key."""
    policy = stack.policies.get(policy_name)
    if policy is None or policy.arn is not None:
        return False
    covered = stack.keys if policy.keys == "all" else policy.keys
    if key in covered or not covered:  # without any key it is no policy: rule empty_policy
        return False
    declared = stack.keys.get(key)
    names = {key, declared.arn if declared and declared.arn else key}
    names |= {name for name, one in stack.keys.items() if one.arn is not None and one.arn in names}
    return not any(one in names or "*" in one for one in covered)


RULE = Rule(
    code="TRU105",
    title="The role's policies cover the key",
    explanation="""\
The database selects a key and a role, but no policy of that role allows the use of that key: Oracle takes the role
and is refused. The service then keeps the old key, or, when the key was changed, counts the hours until the database
becomes inaccessible.

Add the key to `keys` of one of the role's policies. Without `keys` a policy is for all keys of its stack, also for
those to come, so that a rotation does not run into this. The old key has to stay covered as well: backups need it.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies.html",
    bad="""\
keys:
  Second: {}
databases:
  orders:
    encryption:
      key: Second
""",
    good="""\
keys:
  Second: {}
policies:
  ADBS_AWS_Policy1:
    keys: [ADBS_TestAWSKMSKey, Second]
databases:
  orders:
    encryption:
      key: Second
""",
    check=check,
)
