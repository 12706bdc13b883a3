"""Whether a trust policy lets Oracle's user assume the role."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.iam.assume_role import Decision, may_assume
from generator.iam.policy_document import UNKNOWN, PolicyDocument, parse_policy

ORACLE, ROOT, ACCOUNT = "arn:aws:iam::444455556666:user/oracle-adbs", "arn:aws:iam::444455556666:root", "444455556666"
OTHER = "arn:aws:iam::999900001111:user/other"
ID = "ocid1.tenancy.oc1..aaaa"
DEMANDED = {"StringEquals": {"sts:ExternalId": ID}}


def allow(principal: Any = ORACLE, condition: Any = DEMANDED, **more: Any) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": principal}, "Condition": condition}
    return statement | more


def deny(principal: Any, condition: Any = None, **more: Any) -> dict[str, Any]:
    return allow(principal, condition or {}, Effect="Deny", **more)


def deny_but(*principals: str) -> dict[str, Any]:
    given = {name: one for name, one in deny("").items() if name != "Principal"}
    return given | {"NotPrincipal": {"AWS": list(principals)}}


def policy(*statements: dict[str, Any]) -> PolicyDocument:
    document = parse_policy(json.dumps({"Version": "2012-10-17", "Statement": list(statements)}))
    assert document is not None
    return document


def decided(*statements: dict[str, Any], principal: str = ORACLE, external_id: str = ID) -> bool | None:
    return may_assume(policy(*statements), ("AWS", principal), external_id).is_allowed


def on_id(operator: str, value: Any) -> dict[str, Any]:
    return {operator: {"sts:ExternalId": value}}


@pytest.mark.parametrize("principal", [ORACLE, ROOT, ACCOUNT, "*", [OTHER, ORACLE]])
def test_an_allow_for_the_user_its_account_or_everybody(principal: Any) -> None:
    assert decided(allow(principal)) is True
    assert decided(allow(principal), external_id="other") is False


@pytest.mark.parametrize("principal", [OTHER, "arn:aws:iam::444455556666:user/x", "arn:aws:iam::999900001111:root", []])
def test_an_allow_for_somebody_else(principal: Any) -> None:
    assert decided(allow(principal)) is False
    assert decided(allow(), deny(principal)) is True


def test_an_allow_of_another_action() -> None:
    assert decided(allow(Action="sts:TagSession")) is False
    assert decided(allow(), {"Effect": "Deny", "NotAction": "sts:AssumeRole", "Principal": {"AWS": "*"}}) is True


@pytest.mark.parametrize(
    "statement",
    [
        *(deny(one) for one in (ORACLE, ROOT, ACCOUNT, "*", [OTHER, ROOT])),
        deny_but(OTHER),
        deny_but(OTHER, "arn:aws:iam::999900001111:root"),
        deny_but("arn:aws:iam::444455556666:user/x"),
        deny("*", on_id("StringNotEquals", "other")),
        deny(ORACLE, on_id("StringEquals", ID)),
        deny(ORACLE, on_id("Null", "false")),
    ],
)
def test_a_deny_wins(statement: dict[str, Any]) -> None:
    document = policy(allow(), statement)
    assert may_assume(document, ("AWS", ORACLE), ID) == Decision(False, document.denying())


@pytest.mark.parametrize(
    "statement",
    [
        deny_but(ORACLE, ROOT),
        deny_but(ORACLE, ACCOUNT, OTHER),
        deny("*", on_id("StringNotEquals", ID)),
        deny("*", on_id("StringNotEqualsIfExists", [ID, "other"])),
        deny("*", on_id("Null", "true")),
        deny("*", on_id("StringNotEquals", ID) | {"Bool": {"aws:SecureTransport": "false"}}),
    ],
)
def test_a_deny_that_spares(statement: dict[str, Any]) -> None:
    assert decided(allow(), statement) is True


@pytest.mark.parametrize(
    "statement",
    [
        deny_but(ORACLE),
        deny("*", {"Bool": {"aws:SecureTransport": "false"}}),
        deny("*", on_id("ArnLike", "arn:*")),
        deny("*", on_id("StringNotEquals", "${aws:username}")),
    ],
)
def test_a_deny_of_which_nobody_can_say(statement: dict[str, Any]) -> None:
    document = policy(allow(), statement)
    assert may_assume(document, ("AWS", ORACLE), ID) == Decision(None, document.denying())
    assert decided(allow(OTHER), statement) is False


def test_an_external_id_that_is_not_known() -> None:
    assert decided(allow(), external_id=UNKNOWN) is None
    assert decided(allow(condition={}), external_id=UNKNOWN) is True
    assert decided(allow(condition={}), deny("*", on_id("StringNotEquals", ID)), external_id=UNKNOWN) is None


def test_a_user_that_is_not_known() -> None:
    for principal in ("*", ROOT):
        assert decided(allow("*"), deny("*"), principal=principal) is False
        assert decided(allow("*"), deny(ORACLE), principal=principal) is None
        assert decided(allow("*"), deny_but(ORACLE, ROOT), principal=principal) is None
    assert decided(allow("*"), deny(OTHER), principal=ROOT) is True
    assert decided(allow("*"), deny_but(OTHER), principal=ROOT) is False


@pytest.mark.parametrize(
    "condition",
    [
        {"StringEquals": {"sts:ExternalId": ID}, "Null": {"sts:ExternalId": "true"}},
        {"StringEquals": {"sts:ExternalId": ID}, "StringLike": {"sts:ExternalId": "other*"}},
        {"StringNotEquals": {"sts:ExternalId": ID}},
        {"StringNotLike": {"sts:ExternalId": "ocid1.*"}},
    ],
)
def test_all_conditions_have_to_hold(condition: dict[str, Any]) -> None:
    document = policy(allow(condition=condition))
    assert may_assume(document, ("AWS", ORACLE), ID) == Decision(False)
    assert decided(allow(condition=condition), allow()) is True


def test_further_conditions() -> None:
    further = {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}
    assert decided(allow(condition=DEMANDED | further)) is None
    assert decided(allow(condition=DEMANDED | further), external_id="other") is False
    assert decided(allow(condition=DEMANDED | further), allow()) is True
