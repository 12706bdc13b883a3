"""Checks of the trust policies of roles: whom they let in, and with which external ID."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.live.aws.identities import LivePolicy, LiveRole
from generator.live.preflight.check import Outcome
from generator.live.preflight.result import Result

from .example import (
    ACCOUNT,
    FAILED,
    NO_CHANGE,
    NO_KEY_SELECTED,
    NOT_KNOWN,
    ORACLE,
    PASSED,
    POLICY,
    REFERRED_ROLE,
    ROLE,
    ROLE_ARN,
    ROLE_QUESTION,
    TENANCY,
    WARNING,
    bad,
    document,
    found,
    look,
    one,
    trust,
)

ORACLE_ROOT, STRANGER = "arn:aws:iam::444455556666:root", "arn:aws:iam::999900001111:user/other"
NO_TENANCY = (
    "oci: {tenancy_id: null}\ndatabases: {orders: {encryption: {role: Existing}}}\n"
    f"roles: {{Existing: {{arn: '{ROLE_ARN}'}}, ADBS_AWS_Role1: {{external_id: compartment_ocid}}}}"
)


def policy_of(*statements: dict[str, Any]) -> LivePolicy:
    return replace(POLICY, document=document(*statements))


def role_of(*statements: dict[str, Any]) -> LiveRole:
    return replace(ROLE, trust_policy=document(*statements))


def trusting(*statements: dict[str, Any]) -> dict[Any, Any]:
    return {ROLE_QUESTION: role_of(*statements)}


def conditioned(**conditions: Any) -> dict[str, Any]:
    """A statement of a trust policy with other conditions on the external ID, by operator."""
    return trust(external_id=None) | {"Condition": {name: {"sts:ExternalId": one} for name, one in conditions.items()}}


def denying(principal: Any = ORACLE, **conditions: Any) -> dict[str, Any]:
    return conditioned(**conditions) | {"Effect": "Deny", "Principal": {"AWS": principal}}


def denying_all_but(*principals: str) -> dict[str, Any]:
    statement = {name: one for name, one in denying().items() if name != "Principal"}
    return statement | {"NotPrincipal": {"AWS": list(principals)}}


def of_existing(code: str, *statements: dict[str, Any], changes: str = REFERRED_ROLE) -> Result:
    """What a check finds of a role that the spec refers to."""
    results = found(code, trusting(*statements), changes)
    (result,) = [one for one in results if one.address == "payments-prod/roles/Existing"]
    return result


def test_a_role_that_trusts_another_principal() -> None:
    result = one("PRE206", trusting(trust("arn:aws:iam::444455556666:user/other")))
    assert (result.outcome, result.summary) == (FAILED, f"The role ADBS_AWS_Role1 does not trust {ORACLE}")
    assert "It trusts arn:aws:iam::444455556666:user/other." in result.detail
    assert "Apply the stage trust first" in result.detail
    diagnostic = result.diagnostic()
    assert diagnostic and diagnostic.range


def test_a_user_that_was_deleted_shows_as_an_id() -> None:
    assert "begins with AIDA" in one("PRE206", trusting(trust("AIDAEXAMPLEEXAMPLE12"))).detail


@pytest.mark.parametrize(
    ("deny", "said"),
    [
        (denying(), f"It has a Deny for {ORACLE}."),
        (denying("*"), "It has a Deny for everybody."),
        (denying(ORACLE_ROOT), f"It has a Deny for {ORACLE_ROOT}."),
        (denying("444455556666"), f"It has a Deny for {ORACLE_ROOT}."),
        (denying_all_but(STRANGER), f"It has a Deny for everybody but {STRANGER}."),
        (denying(StringEquals=TENANCY), f"It has a Deny for {ORACLE} under sts:ExternalId StringEquals {TENANCY}."),
        (
            denying("*", StringNotEquals="other"),
            "It has a Deny for everybody under sts:ExternalId StringNotEquals other.",
        ),
    ],
)
def test_a_trust_that_denies(deny: dict[str, Any], said: str) -> None:
    result = one("PRE206", trusting(trust(), deny))
    assert (result.outcome, result.summary) == (
        FAILED,
        "The trust policy of the role ADBS_AWS_Role1 denies Oracle's user the role",
    )
    assert said in result.detail and "Apply the stage trust first" in result.detail
    assert one("PRE206", NO_CHANGE | trusting(trust(), deny)).outcome is WARNING


@pytest.mark.parametrize(
    "deny",
    [
        denying(STRANGER),
        denying_all_but(ORACLE, ORACLE_ROOT),
        denying_all_but(ORACLE, "444455556666"),
        denying("*", StringNotEquals=TENANCY),
        denying("*", Null="true"),
    ],
)
def test_a_trust_that_denies_others(deny: dict[str, Any]) -> None:
    assert one("PRE206", trusting(trust(), deny)).outcome is PASSED


def test_a_deny_under_further_conditions_is_a_warning() -> None:
    insecure = denying("*") | {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    result = one("PRE206", trusting(trust(), insecure))
    assert (result.outcome, result.summary) == (
        WARNING,
        "The trust policy of the role ADBS_AWS_Role1 denies Oracle's user the role under conditions: "
        "aws:securetransport",
    )


@pytest.mark.parametrize(
    ("deny", "said"),
    [
        (denying_all_but(ORACLE), f"everybody but {ORACLE}, which names Oracle's user without its account"),
        (denying(ArnLike="x"), f"{ORACLE} under sts:ExternalId arnlike x, which adbkms cannot compare with an OCID"),
        (denying(StringEquals="${aws:userid}"), "which adbkms cannot compare with an OCID"),
    ],
)
def test_a_deny_of_which_nobody_can_say_whether_it_is_for_oracle(deny: dict[str, Any], said: str) -> None:
    insecure = denying("*") | {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    for statements in ([trust(), deny], [trust(), insecure, deny]):
        result = one("PRE206", trusting(*statements))
        assert result.outcome is NOT_KNOWN
        assert "Not known whether the trust policy of the role ADBS_AWS_Role1 denies Oracle's user" in result.summary
        assert said in result.summary


def test_a_deny_by_an_external_id_that_the_spec_does_not_say() -> None:
    result = of_existing("PRE206", trust(), denying("*", StringNotEquals=TENANCY), changes=NO_TENANCY)
    assert result.outcome is NOT_KNOWN
    assert "the spec does not say the OCID that Oracle presents" in result.summary
    assert "Give `oci.tenancy_id`" in result.detail


def test_a_deny_in_a_role_of_which_the_spec_does_not_say_whom_it_is_for() -> None:
    assert of_existing("PRE206", trust(), denying(ORACLE_ROOT)).outcome is FAILED
    assert of_existing("PRE206", trust(), denying_all_but(ORACLE, ORACLE_ROOT)).outcome is PASSED
    for statements in ([trust([ORACLE, STRANGER]), denying(STRANGER)], [trust(ORACLE_ROOT), denying()]):
        result = of_existing("PRE206", *statements)
        assert result.outcome is NOT_KNOWN
        assert "the spec does not say which principal is Oracle's user" in result.summary


def test_a_role_that_trusts_the_account_of_oracles_user() -> None:
    for principal in (ORACLE_ROOT, "444455556666", [ORACLE, ORACLE_ROOT]):
        results = look(trusting(trust(principal)))
        assert bad(results) == [("PRE209", WARNING)]
        (result,) = [one for one in results if one.code == "PRE209"]
        assert result.summary == f"The role ADBS_AWS_Role1 trusts a whole account: {ORACLE_ROOT}"
        assert "every user and role" in result.detail and "The next apply makes it as the spec says." in result.detail
    wrong = look(trusting(trust(ORACLE_ROOT, "ocid1.tenancy.oc1..other")))
    assert bad(wrong) == [("PRE207", FAILED), ("PRE209", WARNING)]
    result = of_existing("PRE209", trust(ORACLE_ROOT))
    assert (result.outcome, "correct it where it is made" in result.detail) == (FAILED, True)


@pytest.mark.parametrize(
    ("external_id", "said"),
    [
        ("ocid1.tenancy.oc1..aaaaaaaaother", f"the spec says {TENANCY}."),
        ("tenant_ocid", "The word tenant_ocid is for the database; the trust policy takes the OCID itself."),
    ],
)
def test_a_role_that_demands_another_external_id(external_id: str, said: str) -> None:
    result = one("PRE207", trusting(trust(external_id=external_id)))
    assert result.outcome is FAILED
    assert result.summary == "The role ADBS_AWS_Role1 demands another external ID than Oracle presents"
    assert f"It demands {external_id};" in result.detail and said in result.detail


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ({"StringEquals": TENANCY, "Null": "true"}, f"Null true, StringEquals {TENANCY}"),
        ({"StringEquals": TENANCY, "StringLike": "other*"}, f"StringEquals {TENANCY}, StringLike other*"),
        ({"StringLike": "ocid1.*", "StringNotEquals": TENANCY}, f"StringLike ocid1.*, StringNotEquals {TENANCY}"),
        ({"StringNotEqualsIfExists": TENANCY}, f"StringNotEqualsIfExists {TENANCY}"),
        ({"ForAllValues:StringNotLike": "ocid1.*"}, "ForAllValues:StringNotLike ocid1.*"),
    ],
)
def test_conditions_that_keep_oracles_external_id_out(conditions: dict[str, Any], said: str) -> None:
    result = one("PRE207", trusting(conditioned(**conditions)))
    assert (result.outcome, result.summary) == (
        FAILED,
        "The role ADBS_AWS_Role1 keeps out the external ID that Oracle presents",
    )
    assert f"presents {TENANCY} does not meet all conditions on sts:ExternalId: {said}." in result.detail
    assert "Apply the stage trust first" in result.detail


def test_no_external_id_is_let_in_whatever_the_spec_says() -> None:
    def outcome(**conditions: Any) -> Outcome:
        return of_existing("PRE207", conditioned(**conditions), changes=NO_TENANCY).outcome

    assert outcome(StringEquals=TENANCY, Null="true") is FAILED
    assert outcome(StringEquals=TENANCY) is NOT_KNOWN
    assert outcome(StringNotEquals="x") is NOT_KNOWN


@pytest.mark.parametrize(
    ("conditions", "others"),
    [
        ({"StringEquals": [TENANCY, "ocid1.tenancy.oc1..other"]}, "ocid1.tenancy.oc1..other"),
        ({"StringEqualsIgnoreCase": [TENANCY.upper(), "tenant_ocid"]}, "tenant_ocid"),
        ({"StringLike": "ocid1.tenancy.*"}, "ocid1.tenancy.*"),
        ({"StringLike": "ocid1.*", "ForAnyValue:StringLike": "*tenancy"}, "*tenancy, ocid1.*"),
    ],
)
def test_a_role_that_accepts_more_external_ids(conditions: dict[str, Any], others: str) -> None:
    results = look(trusting(conditioned(**conditions)))
    assert bad(results) == [("PRE207", WARNING)]
    (result,) = [one for one in results if one.code == "PRE207"]
    assert result.summary == "The role ADBS_AWS_Role1 accepts other external IDs than Oracle presents"
    assert f"It accepts {others} as well; the spec says {TENANCY}." in result.detail
    assert "The next apply makes it as the spec says." in result.detail
    referred = of_existing("PRE207", conditioned(**conditions))
    assert (referred.outcome, "correct it where it is made" in referred.detail) == (FAILED, True)


@pytest.mark.parametrize(
    "conditions",
    [
        {"StringEqualsIgnoreCase": TENANCY.upper()},
        {"StringEquals": [TENANCY, "other"], "StringLike": "ocid1.*"},
        {"StringEquals": TENANCY, "Null": "false"},
        {"StringEquals": TENANCY, "StringNotEquals": "other"},
    ],
)
def test_other_ways_to_demand_the_external_id(conditions: dict[str, Any]) -> None:
    assert bad(look(trusting(conditioned(**conditions)))) == []


def test_a_condition_that_cannot_be_evaluated_has_not_passed() -> None:
    results = look(trusting(conditioned(ArnLike="ocid1.*")))
    assert bad(results) == [("PRE207", NOT_KNOWN), ("PRE208", NOT_KNOWN)]
    (result,) = [one for one in results if one.code == "PRE207"]
    assert "adbkms cannot compare its condition on sts:ExternalId with an OCID: arnlike ocid1.*" in result.summary
    mixed = look(trusting(conditioned(StringEquals=TENANCY, ArnLike="ocid1.*")))
    assert bad(mixed) == [("PRE207", NOT_KNOWN)]


@pytest.mark.parametrize("statement", [trust(external_id=None), trust(operator="StringEqualsIfExists")])
def test_a_role_that_demands_no_external_id(statement: dict[str, Any]) -> None:
    results = look(trusting(statement))
    (result,) = [result for result in results if result.code == "PRE208"]
    assert (result.outcome, result.summary) == (
        WARNING,
        "The role ADBS_AWS_Role1 lets Oracle's user in without an external ID",
    )
    assert "The next apply makes it as the spec says." in result.detail
    assert [one.code for one in results if one.outcome is not PASSED] == ["PRE208"]


def test_a_role_that_trusts_others_too() -> None:
    me = f"arn:aws:iam::{ACCOUNT}:user/me"
    result = one("PRE209", trusting(trust([ORACLE, me])))
    assert (result.outcome, result.summary) == (WARNING, f"The role ADBS_AWS_Role1 trusts others as well: {me}")
    assert one("PRE209", trusting(trust("*"))).outcome is WARNING


GITHUB = f"arn:aws:iam::{ACCOUNT}:oidc-provider/token.actions.githubusercontent.com"


@pytest.mark.parametrize(
    ("action", "principal", "said"),
    [
        ("sts:AssumeRoleWithWebIdentity", {"Federated": GITHUB}, f"Federated {GITHUB}"),
        ("sts:assumerolewith*", {"Federated": "accounts.google.com"}, "Federated accounts.google.com"),
        ("sts:AssumeRoleWithSAML", {"Federated": "arn:x:saml-provider/y"}, "Federated arn:x:saml-provider/y"),
        ("sts:AssumeRole", {"Service": "ec2.amazonaws.com"}, "Service ec2.amazonaws.com"),
        ("sts:AssumeRoleWithWebIdentity", "*", "*"),
    ],
)
def test_a_role_that_others_assume_in_another_way(action: str, principal: Any, said: str) -> None:
    statements = (trust(), {"Effect": "Allow", "Action": action, "Principal": principal})
    results = look(trusting(*statements))
    assert bad(results) == [("PRE209", WARNING)]
    (result,) = [one for one in results if one.code == "PRE209"]
    assert result.summary == f"The role ADBS_AWS_Role1 trusts others as well: {said}"
    assert of_existing("PRE206", *statements).summary == f"The role Existing trusts {ORACLE}"
    assert of_existing("PRE209", *statements).outcome is FAILED


def test_not_action_lets_web_identities_in() -> None:
    statement = {"Effect": "Allow", "NotAction": "sts:AssumeRole", "Principal": {"Federated": GITHUB}}
    assert one("PRE209", trusting(trust(), statement)).outcome is WARNING


def test_a_role_that_trusts_web_identities_only_says_so() -> None:
    statement = {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": GITHUB}}
    assert f"It trusts Federated {GITHUB}." in of_existing("PRE206", statement).detail


STRANGERS_ROOT, STRANGERS_ROLE = "arn:aws:iam::999900001111:root", "arn:aws:iam::999900001111:role/other"


@pytest.mark.parametrize(
    ("principal", "said"),
    [
        (STRANGERS_ROOT, f"a whole account: {STRANGERS_ROOT}"),
        ("999900001111", f"a whole account: {STRANGERS_ROOT}"),
        ([ORACLE, STRANGERS_ROOT], f"a whole account: {STRANGERS_ROOT}"),
        (STRANGERS_ROLE, f"others than one IAM user of another account: {STRANGERS_ROLE}"),
        ("*", "others than one IAM user of another account: *"),
        ([ORACLE, "*"], "others as well: *"),
        ([ORACLE, STRANGERS_ROLE], f"others as well: {STRANGERS_ROLE}"),
        ([ORACLE, STRANGER], f"others than one IAM user of another account: {ORACLE}, {STRANGER}"),
        ([ORACLE, f"arn:aws:iam::{ACCOUNT}:root"], f"others as well: arn:aws:iam::{ACCOUNT}:root"),
    ],
)
def test_a_role_of_which_the_spec_does_not_say_oracles_user_is_for_one_user(principal: Any, said: str) -> None:
    result = of_existing("PRE209", trust(principal))
    assert (result.outcome, result.summary) == (FAILED, f"The role Existing trusts {said}")
    assert "correct it where it is made" in result.detail
    assert of_existing("PRE209", trust()).outcome is PASSED


def test_further_conditions_are_a_warning() -> None:
    statement = trust()
    statement["Condition"]["IpAddress"] = {"aws:SourceIp": "203.0.113.0/24"}
    result = one("PRE209", trusting(statement))
    assert result.outcome is WARNING and result.summary.endswith("aws:sourceip")


@pytest.mark.parametrize("statement", [trust("arn:aws:iam::444455556666:user/other"), trust(external_id="other")])
def test_a_wrong_trust_that_no_database_needs_in_this_apply_is_a_warning(statement: dict[str, Any]) -> None:
    for answers, changes in ((NO_CHANGE, ""), ({}, NO_KEY_SELECTED)):
        results = look(answers | trusting(statement), changes)
        wrong = [one for one in results if one.code in ("PRE206", "PRE207") and one.outcome is not PASSED]
        assert [one.outcome for one in wrong] == [WARNING]
        assert "The next apply makes it as the spec says." in wrong[0].detail


def test_the_trust_of_a_role_that_the_spec_refers_to() -> None:
    def of_existing(answers: dict[Any, Any]) -> dict[str, Any]:
        results = look(answers, REFERRED_ROLE)
        return {one.code: one for one in results if one.address == "payments-prod/roles/Existing"}

    fine = of_existing({})
    assert {code: result.outcome for code, result in fine.items()} == dict.fromkeys(
        ["PRE204", "PRE206", "PRE207", "PRE208", "PRE209", "PRE210"], PASSED
    )
    wrong = of_existing(trusting(trust(external_id="ocid1.tenancy.oc1..other")))["PRE207"]
    assert wrong.outcome is FAILED and "correct it where it is made" in wrong.detail
    assert of_existing(trusting(trust(f"arn:aws:iam::{ACCOUNT}:user/me")))["PRE206"].outcome is FAILED


def test_a_trust_policy_that_cannot_be_read_has_not_passed() -> None:
    assert one("PRE206", {ROLE_QUESTION: replace(ROLE, trust_policy="{}")}).outcome is NOT_KNOWN
