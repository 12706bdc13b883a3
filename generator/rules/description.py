"""The descriptions of keys, policies and roles are what AWS accepts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.limits import IAM_DESCRIPTION_MAX, IAM_ROLE_DESCRIPTION, KMS_DESCRIPTION_MAX
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for kind, declared, maximum in (
            ("keys", loaded.stack.keys, KMS_DESCRIPTION_MAX),
            ("policies", loaded.stack.policies, IAM_DESCRIPTION_MAX),
            ("roles", loaded.stack.roles, IAM_DESCRIPTION_MAX),
        ):
            for name, one in declared.items():
                description = one.description or ""
                if len(description) > maximum:
                    detail = f"AWS accepts {maximum} characters; this description has {len(description)}."
                    yield Finding(loaded, (kind, name, "description"), "This description is too long", detail)
                elif kind == "roles" and not IAM_ROLE_DESCRIPTION.fullmatch(description):
                    yield Finding(
                        loaded,
                        (kind, name, "description"),
                        f"IAM does not accept {_refused(description)} in a role's description",
                        "It accepts Western European letters (Latin-1) and line breaks: no dashes or quotes from a "
                        "word processor, no emoji.",
                    )


def _refused(description: str) -> str:
    character = next(one for one in description if not IAM_ROLE_DESCRIPTION.fullmatch(one))
    return f'"{character}"' if character.isprintable() else f"the character U+{ord(character):04X}"


RULE = Rule(
    code="AWS109",
    title="Descriptions are valid",
    explanation=f"""\
A key's description has at most {KMS_DESCRIPTION_MAX} characters, a policy's or role's {IAM_DESCRIPTION_MAX}. A role's
is Latin-1 besides: the long dash or the curly quotes of a word processor are refused, and the message that IAM gives
is a regular expression. The AWS provider checks little of this when it validates.
""",
    source="API models: KMS DescriptionType, IAM policyDescriptionType and roleDescriptionType",
    bad="""\
roles:
  ADBS_AWS_Role1:
    description: Oracle's role \N{EM DASH} do not delete
""",
    good="""\
roles:
  ADBS_AWS_Role1:
    description: Oracle's role, do not delete
""",
    check=check,
)
