"""Access that an update takes away from a database's role, and keys that a plan could make useless."""

from __future__ import annotations

import pytest

from tests.unit.guard.plan_of import (
    ATTACHMENT,
    DATABASE,
    IN_USE,
    KEY,
    POLICY_ARN,
    ROLE,
    Values,
    change,
    codes,
    database,
    found,
    key,
    no_op,
    role,
)

SHARED, EXTERNAL = "aws_iam_policy_attachment.a", "aws_kms_external_key.e"
POWER = "arn:aws:iam::aws:policy/PowerUserAccess"


def attached(*roles: str) -> Values:
    return {"name": "a", "policy_arn": POLICY_ARN, "roles": list(roles)}


def severities(*changes: Values) -> list[tuple[str, str]]:
    return [(one.code, str(one.severity)) for one in found(*changes)]


@pytest.mark.parametrize("after", [[], ["other"]])
def test_a_policy_is_detached_from_the_role_by_an_update(after: list[str]) -> None:
    assert severities(*IN_USE, change(SHARED, attached("oracle"), attached(*after))) == [("GRD206", "error")]


def test_the_role_may_be_in_another_state() -> None:
    given = (no_op(DATABASE, database()), change(SHARED, attached("oracle"), attached("other")))
    assert codes(*given) == ["GRD206"]
    gone = change(ATTACHMENT, {"role": "oracle", "policy_arn": POLICY_ARN}, None)
    assert codes(no_op(DATABASE, database()), gone) == ["GRD206"]


def test_a_policy_is_attached_to_more_roles_or_taken_from_others() -> None:
    assert codes(*IN_USE, change(SHARED, attached("oracle"), attached("oracle", "other"))) == []
    assert codes(*IN_USE, change(SHARED, attached("oracle", "other"), attached("oracle"))) == []


def test_roles_that_are_not_known_yet() -> None:
    given = change(SHARED, attached("oracle"), {"name": "a", "policy_arn": POLICY_ARN}, unknown={"roles": True})
    assert severities(*IN_USE, given) == [("GRD206", "warning")]
    expression = {"roles": {"references": ["aws_iam_role.r.name", "aws_iam_role.r"]}}
    configuration = {"root_module": {"resources": [{"address": SHARED, "expressions": expression}]}}
    assert codes(*IN_USE, given, configuration=configuration) == []


def with_policies(*arns: str) -> Values:
    return role() | {"managed_policy_arns": list(arns)}


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [
        ((POLICY_ARN,), (), "error"),
        ((POLICY_ARN, POWER), (POWER,), "error"),
        ((POLICY_ARN, POWER), (POLICY_ARN,), "warning"),
    ],
)
def test_a_policy_leaves_the_list_of_the_role(before: tuple[str, ...], after: tuple[str, ...], severity: str) -> None:
    given = change(ROLE, with_policies(*before), with_policies(*after))
    assert severities(no_op(DATABASE, database()), given) == [("GRD206", severity)]


def test_a_list_of_policies_that_is_not_known_yet() -> None:
    after = with_policies() | {"managed_policy_arns": None}
    given = change(ROLE, with_policies(POLICY_ARN), after, unknown={"managed_policy_arns": True})
    assert ("GRD206", "warning") in severities(no_op(DATABASE, database()), given)


def test_a_role_of_nobody_loses_what_it_likes() -> None:
    other = role({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}})
    other |= {"arn": "arn:aws:iam::111122223333:role/other", "name": "other"}
    given = change("aws_iam_role.x", other | {"managed_policy_arns": [POLICY_ARN]}, other | {"managed_policy_arns": []})
    assert codes(*IN_USE, given) == []


@pytest.mark.parametrize(("argument", "code"), [("is_enabled", "GRD103"), ("deletion_window_in_days", "GRD102")])
def test_what_a_key_will_be_is_not_known_yet(argument: str, code: str) -> None:
    after = key()
    del after[argument]
    assert severities(change(KEY, key(), after, unknown={argument: True})) == [(code, "warning")]
    assert codes(change(KEY, None, after, unknown={argument: True})) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "2031-01-01T00:00:00Z", [("GRD107", "error")]),
        (None, "whenever", [("GRD107", "error")]),
        ("2032-01-01T00:00:00Z", "2031-01-01T00:00:00Z", [("GRD107", "error")]),
        ("2031-01-01T00:00:00Z", "2031-01-01T03:00:00+04:00", [("GRD107", "error")]),
        ("2031-01-01T00:00:00Z", "2032-01-01T00:00:00Z", []),
        ("2031-01-01T00:00:00Z", "2031-01-01T00:00:00Z", []),
        ("2031-01-01T00:00:00Z", "", []),
    ],
)
def test_imported_material_expires(before: str | None, after: str, expected: list[tuple[str, str]]) -> None:
    given = change(EXTERNAL, key(enabled=True, valid_to=before), key(enabled=True, valid_to=after))
    assert severities(given) == expected


def test_material_of_a_new_key_expires_or_may() -> None:
    assert severities(change(EXTERNAL, None, key(valid_to="2031-01-01T00:00:00Z"))) == [("GRD107", "warning")]
    assert severities(change(EXTERNAL, key(), key(), unknown={"valid_to": True})) == [("GRD107", "warning")]
