"""How far a stage has been applied, from answers in a dictionary."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from generator.facts.kms_actions import KEY_USER
from generator.live.answers import Cause, NotKnown
from generator.live.aws.identities import LivePolicy, LiveRole, LiveRolePolicies, Policy, Role, RolePolicies
from generator.live.cloud_standing import CloudStanding, cloud_standings
from generator.live.oci.databases import DatabasesIn, FoundDatabase
from generator.live.questions import Question
from tests.live.status.answers import (
    ALIAS_QUESTION,
    AWS,
    COMPARTMENT,
    DATABASE_QUESTION,
    KEY_ARN,
    KEY_QUESTION,
    NAME,
    OCI,
    OCID,
    ON_ORACLES_KEY,
    ROLE_ARN,
    Answers,
    as_wanted,
    spec_of,
)

ON_ORACLE = ("          key: ADBS_TestAWSKMSKey\n          role: ADBS_AWS_Role1\n", "          key: oracle-managed\n")
POLICY_ARN = "arn:aws:iam::111122223333:policy/ADBS_AWS_Policy1"
POLICY_QUESTION = Policy(AWS, POLICY_ARN)
ROLE_QUESTION = Role(AWS, "ADBS_AWS_Role1")
ATTACHED_QUESTION = RolePolicies(AWS, "ADBS_AWS_Role1")
LIST_QUESTION = DatabasesIn(OCI, COMPARTMENT)
DOWN = NotKnown(Cause.UNREACHABLE, "Nobody answers", "Look at the network.")


TENANCY = "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"
TRUST = "trust policy of the role ADBS_AWS_Role1"
ALL_QUESTIONS = (DATABASE_QUESTION, KEY_QUESTION, ROLE_QUESTION, POLICY_QUESTION, ATTACHED_QUESTION)
ORACLE = "arn:aws:iam::444455556666:user/oracle-adbs"


def document(**statement: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


def trusting(principal: str = ORACLE, external_id: str = TENANCY, action: str = "sts:AssumeRole") -> LiveRole:
    condition = {"StringEquals": {"sts:ExternalId": external_id}}
    return LiveRole(ROLE_ARN, document(Action=action, Principal={"AWS": principal}, Condition=condition))


def allowing(*actions: str) -> LivePolicy:
    description = "Use of KMS keys by Oracle Autonomous AI Database"
    return LivePolicy(POLICY_ARN, document(Action=list(actions), Resource=KEY_ARN), description)


def everything(**changes: Any) -> dict[Question[Any], Any]:
    """Clouds in which the stack has been applied, but for changes of the database."""
    return as_wanted(**changes) | {
        POLICY_QUESTION: allowing(*KEY_USER),
        ROLE_QUESTION: trusting(),
        ATTACHED_QUESTION: LiveRolePolicies((POLICY_ARN, "arn:aws:iam::aws:policy/ReadOnlyAccess")),
    }


def standing_of(answers: dict[Question[Any], Any], *changes: tuple[str, str]) -> CloudStanding:
    return cloud_standings(spec_of(*changes), Answers(answers))[NAME]


def test_a_stack_that_is_applied() -> None:
    standing = standing_of(everything())

    assert (standing.is_applied, standing.summary) == (True, "applied")
    assert (standing.is_at_work, standing.needs_care, standing.needs_apply) == (False, False, False)
    found = json.loads(json.dumps(standing.as_json()))
    assert (found["applied"], found["absent"], found["matches"]) == (True, [], True)


@pytest.mark.parametrize(
    ("question", "what"),
    [
        (ALIAS_QUESTION, "key ADBS_TestAWSKMSKey, policy ADBS_AWS_Policy1"),  # which names the key
        (POLICY_QUESTION, "policy ADBS_AWS_Policy1"),
        (ROLE_QUESTION, "role ADBS_AWS_Role1"),
    ],
)
def test_a_database_on_oracles_key_does_not_prove_that_the_stage_trust_is_applied(
    question: Question[Any], what: str
) -> None:
    standing = standing_of(everything(encryption=ON_ORACLES_KEY) | {question: None}, ON_ORACLE)

    assert standing.status.matches
    assert (standing.is_applied, standing.summary) == (False, f"not applied: {what}")
    assert standing.needs_apply


def test_a_role_for_another_user_of_oracles_is_not_the_one_that_is_meant() -> None:
    role = trusting("arn:aws:iam::444455556666:user/another")

    standing = standing_of(everything() | {ROLE_QUESTION: role})

    assert (standing.absent, standing.differing) == ((), (TRUST,))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        (
            {ROLE_QUESTION: trusting(external_id="ocid1.tenancy.oc1..another")},
            TRUST,
        ),
        ({ROLE_QUESTION: trusting(action="sts:TagSession")}, TRUST),
        ({ROLE_QUESTION: replace(trusting(), max_session_seconds=7200)}, "role ADBS_AWS_Role1"),
        ({POLICY_QUESTION: allowing("kms:DescribeKey")}, "policy ADBS_AWS_Policy1"),
        ({POLICY_QUESTION: allowing("s3:*")}, "policy ADBS_AWS_Policy1"),
        ({ATTACHED_QUESTION: LiveRolePolicies(())}, "policies of the role ADBS_AWS_Role1"),
    ],
)
def test_what_is_there_and_not_as_the_stack_makes_it_is_not_applied(
    changes: dict[Question[Any], Any], what: str
) -> None:
    standing = standing_of(everything(encryption=ON_ORACLES_KEY) | changes, ON_ORACLE)

    assert (standing.is_applied, standing.summary) == (False, f"not applied: {what}")
    assert standing.needs_apply
    assert standing.as_json()["differing"] == [what]


def test_what_differs_is_said_first() -> None:
    standing = standing_of(everything(encryption=ON_ORACLES_KEY) | {ROLE_QUESTION: None})

    assert standing.summary == "differs: provider, key, role, external ID, endpoint"
    assert standing.needs_apply


@pytest.mark.parametrize("question", ALL_QUESTIONS)
def test_what_is_not_known_is_not_taken_for_applied(question: Question[Any]) -> None:
    standing = standing_of(everything() | {question: DOWN})

    assert (standing.is_applied, standing.summary) == (None, "not known: unreachable")
    assert standing.needs_apply
    assert standing.not_known == (DOWN,)


NO_OCID = (f"        ocid: {OCID}\n", "")


def test_a_database_without_an_ocid_is_known_by_its_name() -> None:
    there = everything() | {LIST_QUESTION: (FoundDatabase(OCID, "orders", "", "AVAILABLE"),)}

    standing = standing_of(there, ON_ORACLE, NO_OCID)

    assert (standing.is_applied, standing.summary, standing.needs_apply) == (True, "applied", False)


def test_a_database_without_an_ocid_that_is_not_there() -> None:
    standing = standing_of(everything() | {LIST_QUESTION: ()}, ON_ORACLE, NO_OCID)

    assert (standing.is_applied, standing.summary) == (False, "not applied: database orders")
    assert standing.needs_apply


def test_a_compartment_that_may_not_be_listed() -> None:
    standing = standing_of(everything() | {LIST_QUESTION: DOWN}, ON_ORACLE, NO_OCID)

    assert (standing.is_applied, standing.summary, standing.needs_apply) == (None, "not known: unreachable", True)


def test_oci_is_at_work() -> None:
    assert standing_of(everything(state="UPDATING")).is_at_work
    assert not standing_of(everything(state="TERMINATING")).is_at_work


def test_what_no_apply_mends_needs_care() -> None:
    standing = standing_of(everything(state="INACCESSIBLE"))

    assert (standing.summary, standing.needs_care, standing.needs_apply) == ("differs: state", True, False)
