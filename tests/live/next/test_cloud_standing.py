"""How far a stage has been applied, from answers in a dictionary."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.aws.identities import LivePolicy, LiveRole, Policy, Role
from generator.live.questions import Question
from generator.live.status.cloud_standing import CloudStanding, cloud_standings
from tests.live.status.answers import (
    ALIAS_QUESTION,
    AWS,
    DATABASE_QUESTION,
    KEY_QUESTION,
    NAME,
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
DOWN = NotKnown(Cause.UNREACHABLE, "Nobody answers", "Look at the network.")


def trusting(principal: str) -> str:
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": principal}}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


ROLE = LiveRole(ROLE_ARN, trusting("arn:aws:iam::444455556666:user/oracle-adbs"))


def everything(**changes: Any) -> dict[Question[Any], Any]:
    """Clouds in which the stack has been applied, but for changes of the database."""
    return as_wanted(**changes) | {POLICY_QUESTION: LivePolicy(POLICY_ARN, "{}"), ROLE_QUESTION: ROLE}


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
        (ALIAS_QUESTION, "key ADBS_TestAWSKMSKey"),
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
    role = LiveRole(ROLE_ARN, trusting("arn:aws:iam::444455556666:user/another"))

    assert standing_of(everything() | {ROLE_QUESTION: role}).absent == ("role ADBS_AWS_Role1",)


def test_what_differs_is_said_first() -> None:
    standing = standing_of(everything(encryption=ON_ORACLES_KEY) | {ROLE_QUESTION: None})

    assert standing.summary == "differs: provider, key, role, external ID, endpoint"
    assert standing.needs_apply


@pytest.mark.parametrize("question", [DATABASE_QUESTION, KEY_QUESTION, ROLE_QUESTION, POLICY_QUESTION])
def test_what_is_not_known_is_not_taken_for_applied(question: Question[Any]) -> None:
    standing = standing_of(everything() | {question: DOWN})

    assert (standing.is_applied, standing.summary) == (None, "not known: unreachable")
    assert standing.needs_apply
    assert standing.not_known == (DOWN,)


def test_a_database_without_an_ocid() -> None:
    standing = standing_of(everything(), ON_ORACLE, (f"        ocid: {OCID}\n", ""))

    assert (standing.is_applied, standing.summary, standing.needs_apply) == (False, "not known: no ocid", True)


def test_oci_is_at_work() -> None:
    assert standing_of(everything(state="UPDATING")).is_at_work
    assert not standing_of(everything(state="TERMINATING")).is_at_work


def test_what_no_apply_mends_needs_care() -> None:
    standing = standing_of(everything(state="INACCESSIBLE"))

    assert (standing.summary, standing.needs_care, standing.needs_apply) == ("differs: state", True, False)
