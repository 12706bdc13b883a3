"""An ARN names the kind of thing that its place is for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_alias_arn, parse_key_arn, parse_policy_arn, parse_principal_arn, parse_role_arn
from generator.rules.reading.arns import Named, stack_arns
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import Path

_FORMS = {
    Named.KEY: "arn:aws:kms:REGION:ACCOUNT:key/KEY_ID",
    Named.POLICY: "arn:aws:iam::ACCOUNT:policy/NAME",
    Named.ROLE: "arn:aws:iam::ACCOUNT:role/NAME",
    Named.PRINCIPAL: "arn:aws:iam::ACCOUNT:role/NAME (or user/NAME)",
}


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for path, text, named in stack_arns(loaded.stack):
            if named is Named.USER or _is_of_a_policy(path) or _names(text, named):
                continue
            if named is Named.KEY and parse_alias_arn(text):
                summary = "This is the ARN of an alias, not of a key"
                detail = f"Give the key's own ARN, {_FORMS[named]}; the alias can stand beside it under `alias`."
            else:
                summary, detail = f"This is not the ARN of an {named}", f"Expected {_FORMS[named]}."
                summary = summary.replace("an KMS", "a KMS")
            yield Finding(loaded, path, summary, detail)


def _is_of_a_policy(path: Path) -> bool:
    """The keys of a policy have rules of their own: wildcard_resource and alias_in_policy."""
    return path[0] == "policies" and path[2] == "keys"


def _names(text: str, named: Named) -> bool:
    match named:
        case Named.KEY:
            return parse_key_arn(text) is not None
        case Named.POLICY:
            return parse_policy_arn(text) is not None
        case Named.ROLE:
            return parse_role_arn(text) is not None
        case _:
            return parse_principal_arn(text) is not None


RULE = Rule(
    code="AWS103",
    title="An ARN names what its place is for",
    explanation="""\
An ARN is for one kind of thing: a KMS key (`…:key/…`), an alias (`…:alias/…`), a policy (`…:policy/…`), a role
(`…:role/…`). Where another kind stands, or a pattern with `*`, AWS refuses the request, or worse, accepts a policy
that allows nothing: the ARN of an alias in an IAM policy does not authorise the use of the key behind it.

Copy the ARN of the thing itself. A role's session (`arn:aws:sts::…:assumed-role/…`, what `aws sts
get-caller-identity` prints) is not the role; the role is `arn:aws:iam::ACCOUNT:role/NAME`.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html; "
    "https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html",
    bad="""\
roles:
  ADBS_AWS_Role1:
    permissions_boundary: arn:aws:iam::111122223333:role/Boundary
""",
    good="""\
roles:
  ADBS_AWS_Role1:
    permissions_boundary: arn:aws:iam::111122223333:policy/Boundary
""",
    check=check,
)
