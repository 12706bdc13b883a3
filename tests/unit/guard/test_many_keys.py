"""GRD405 where a plan has very many keys and policies."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from tests.unit.guard.plan_of import (
    ACCOUNT,
    KEY_1,
    ROLE,
    Values,
    change,
    database,
    document,
    found,
    no_op,
    policy,
    role,
    use,
)

CONDITION = {"StringEquals": {"aws:PrincipalTag/team": "platform"}}


def key_arn(number: int) -> str:
    return f"arn:aws:kms:us-east-2:{ACCOUNT}:key/{number:08x}-c13b-4771-96cb-d4291c21bedf"


def databases(count: int) -> list[Values]:
    return [no_op(f"oci_database_autonomous_database.d{n}", database(key_arn(n))) for n in range(count)]


def of_405(*changes: Values) -> list[Diagnostic]:
    return [one for one in found(*changes) if one.code == "GRD405"]


def test_of_more_keys_than_twenty_the_others_are_counted() -> None:
    findings = of_405(*databases(1300), change("aws_iam_policy.p", policy(use("*")), policy(use(key_arn(0)))))

    assert len(findings) == 21
    assert findings[-1].summary == "The policy would no longer allow kms:Decrypt with 1,279 other keys"


def test_what_cannot_be_compared_does_not_pass() -> None:
    def inline(**more: object) -> Values:
        block = {"name": "x", "policy": document(*(use(KEY_1, actions=("kms:Decrypt",), **more) for _ in range(350)))}
        return role() | {"inline_policy": [block] * 4}

    (finding,) = of_405(change(ROLE, inline(), inline(Condition=CONDITION)))

    assert finding.severity == "error"
    assert finding.summary == "The policy has more wildcards and keys than can be compared"


def test_an_arn_that_is_longer_than_any_is_no_key() -> None:
    pattern = f"arn:aws:kms:*:{'a' * 5000}"
    given = no_op("oci_database_autonomous_database.d", database(f"arn:aws:kms:{'a' * 1_000_000}"))

    assert of_405(given, change("aws_iam_policy.p", policy(use(pattern)), policy(use(KEY_1)))) == []
