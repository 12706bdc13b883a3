"""The paths of policies and roles are what IAM accepts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.limits import IAM_PATH_MAX, IAM_POLICY_PATH, IAM_ROLE_PATH
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for kind, declared, pattern in (
            ("policies", loaded.stack.policies, IAM_POLICY_PATH),
            ("roles", loaded.stack.roles, IAM_ROLE_PATH),
        ):
            for name, one in declared.items():
                if not pattern.fullmatch(one.path):
                    yield Finding(
                        loaded, (kind, name, "path"), f"{quoted(one.path)} is not a path of IAM", _detail(one.path)
                    )
                elif len(one.path) > IAM_PATH_MAX:
                    detail = f"IAM accepts {IAM_PATH_MAX} characters; this path has {len(one.path)}."
                    yield Finding(loaded, (kind, name, "path"), "This path is too long for IAM", detail)


def _detail(path: str) -> str:
    mended = "/" + "/".join(part for part in path.split("/") if part) + "/"
    if IAM_POLICY_PATH.fullmatch(mended):
        return f"A path begins and ends with a slash: `path: {mended}`."
    return "A path begins and ends with a slash and has letters, digits and .,+@=_- between slashes, as in /team/db/."


RULE = Rule(
    code="AWS108",
    title="The paths of policies and roles are valid",
    explanation=f"""\
A path groups policies and roles in IAM and is part of their ARN: `arn:aws:iam::ACCOUNT:role/team/db/NAME`. It is `/`,
or it begins and ends with a slash and has at most {IAM_PATH_MAX} characters. The AWS provider does not check it when
it validates; IAM refuses it when it is applied.
""",
    source="IAM's API model, pathType and policyPathType; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names",
    bad="""\
roles:
  ADBS_AWS_Role1:
    path: team/db
""",
    good="""\
roles:
  ADBS_AWS_Role1:
    path: /team/db/
""",
    check=check,
)
