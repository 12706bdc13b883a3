"""The names of policies and roles are what IAM accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.facts.limits import IAM_NAME, IAM_POLICY_NAME_LENGTH, IAM_ROLE_NAME_LENGTH, Bounds
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import LoadedStack, Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        yield from _names(loaded, "policies", loaded.stack.policies, IAM_POLICY_NAME_LENGTH)
        yield from _names(loaded, "roles", loaded.stack.roles, IAM_ROLE_NAME_LENGTH)


def _names(
    loaded: LoadedStack, kind: str, declared: Mapping[str, model.Policy] | Mapping[str, model.Role], length: Bounds
) -> Iterator[Finding]:
    for name, one in declared.items():
        if one.arn is not None:  # a name in the spec only
            continue
        if not IAM_NAME.fullmatch(name):
            detail = "A name is of letters and digits without accents, and of _+=,.@- and nothing else."
            yield Finding(loaded, (kind, name), f'IAM does not accept the name "{name}"', detail)
        elif len(name) not in length:
            detail = f"IAM accepts {length} characters here; this name has {len(name)}."
            yield Finding(loaded, (kind, name), "This name is too long for IAM", detail)


RULE = Rule(
    code="AWS107",
    title="The names of policies and roles are valid",
    explanation=f"""\
A policy or role is called in IAM what it is called in the spec. IAM accepts letters and digits without accents and
`_+=,.@-`: {IAM_POLICY_NAME_LENGTH} characters for a policy, {IAM_ROLE_NAME_LENGTH} for a role. No spaces, no slashes:
a path has its own key, `path`.
""",
    source="IAM's API model, policyNameType and roleNameType; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    bad="""\
roles:
  ADBS AWS Role2:
    policies: [ADBS_AWS_Policy1]
""",
    good="""\
roles:
  ADBS_AWS_Role2:
    policies: [ADBS_AWS_Policy1]
""",
    check=check,
)
