"""Which credentials an account is asked by, and what becomes of the objects of one that nobody can reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.adopt.aws_ways import AwsWays, aws_ways
from generator.diagnostics import Severity
from generator.live.access import AwsAccess
from generator.live.answers import Answer, Cause, NotKnown
from generator.live.aws.caller import Caller, LiveCaller
from generator.live.aws.identities import Role
from generator.live.aws.keys import Key
from tests.live.adopt.objects import AWS, ENCRYPTION, Answered, adopted, database, everything, key, policy
from tests.live.status.answers import Answers
from tests.unit.adopt.states import ACCOUNT_ID, KEY_ARN, REGION, ROLE_ARN

OTHER_ACCOUNT = "999988887777"
OTHER_KEY = KEY_ARN.replace(ACCOUNT_ID, OTHER_ACCOUNT)
IN_OTHER = AwsAccess(OTHER_ACCOUNT, REGION)
READER = f"arn:aws:iam::{ACCOUNT_ID}:role/reader"
SOMEBODY_ELSE = NotKnown(
    Cause.OTHER_ACCOUNT, f"The AWS credentials are those of another account than {OTHER_ACCOUNT}", ""
)
EXPIRED = NotKnown(Cause.EXPIRED, "The session has expired", "Sign in.")


def caller(account_id: str) -> LiveCaller:
    return LiveCaller(account_id, f"arn:aws:iam::{account_id}:user/me")


def way(ways: AwsWays, callers: dict[str, Answer[LiveCaller]] | None = None) -> AwsAccess:
    """The way into the account; `callers` are what AWS says to the profiles that it is asked by."""
    answers: Answered = {Caller(replace(AWS, profile=name)): answer for name, answer in (callers or {}).items()}
    return ways.access(ACCOUNT_ID, REGION, Answers(answers))


def test_without_a_word_it_is_the_chain_of_the_sdk() -> None:
    assert way(aws_ways([], [])) == AWS


def test_a_profile_of_another_account_leaves_the_chain_to_the_rest() -> None:
    assert way(aws_ways([f"{OTHER_ACCOUNT}=theirs"], [])) == AWS


def test_a_profile_of_the_account() -> None:
    assert way(aws_ways([f"{ACCOUNT_ID}=payments", "other"], [])) == replace(AWS, profile="payments")


def test_a_profile_is_asked_whose_it_is() -> None:
    callers: dict[str, Answer[LiveCaller]] = {"theirs": caller(OTHER_ACCOUNT), "ours": caller(ACCOUNT_ID)}

    assert way(aws_ways(["theirs", "ours"], []), callers) == replace(AWS, profile="ours")


@pytest.mark.parametrize("profiles", [["theirs", "expired"], ["expired", "theirs"]])
def test_where_no_profile_is_known_to_lead_there_the_one_that_could_says_why_not(profiles: list[str]) -> None:
    callers: dict[str, Answer[LiveCaller]] = {"theirs": caller(OTHER_ACCOUNT), "expired": EXPIRED}

    assert way(aws_ways(profiles, []), callers).profile == "expired"


def test_a_role_is_assumed_for_its_own_account_with_the_profile_of_it_or_the_first() -> None:
    assert way(aws_ways([], [READER])) == replace(AWS, assume_role_arn=READER)
    assert way(aws_ways(["base"], [READER])) == replace(AWS, profile="base", assume_role_arn=READER)
    assert way(aws_ways(["base", f"{ACCOUNT_ID}=own"], [READER])) == replace(AWS, profile="own", assume_role_arn=READER)
    assert way(aws_ways([], [READER.replace(ACCOUNT_ID, OTHER_ACCOUNT)])) == AWS


def test_a_profile_may_have_an_equals_sign_in_its_name() -> None:
    assert aws_ways(["team=payments"], []).profiles == ("team=payments",)


def with_key_in_another_account() -> Answered:
    """Everything, and the database's key is in an account of its own."""
    return {**everything(), **policy(KEY_ARN, OTHER_KEY), **database(encryption=replace(ENCRYPTION, key_arn=OTHER_KEY))}


def test_a_key_in_an_account_that_nobody_can_reach_stays_an_arn_and_it_is_said_how_to_get_there() -> None:
    found = adopted({**with_key_in_another_account(), Key(IN_OTHER, OTHER_KEY): SOMEBODY_ELSE})

    assert sorted(found.codes) == ["ADO007", "LIV003"]
    (why,) = [one for one in found.said if one.code == "LIV003"]
    assert why.severity is Severity.WARNING
    assert why.summary.startswith(f"key {OTHER_KEY}: ")
    assert f"--aws-profile {OTHER_ACCOUNT}=PROFILE" in why.detail
    orders = found.stack.databases["orders"]
    assert found.stack.keys[orders.encryption.key].arn == OTHER_KEY
    assert found.stack.keys["ADBS_Key"].adopt == KEY_ARN  # of the policy, in an account that answers


def test_with_a_profile_of_its_account_such_a_key_has_its_name() -> None:
    ways = aws_ways([f"{OTHER_ACCOUNT}=theirs"], [])
    theirs = key(OTHER_KEY, "Theirs", access=replace(IN_OTHER, profile="theirs"))

    found = adopted({**with_key_in_another_account(), **theirs}, ways)

    assert found.codes == ["ADO007"]  # a stack manages what is in its own account
    assert found.stack.keys["Theirs"].arn == OTHER_KEY


def test_nothing_of_an_account_that_nobody_can_reach_is_lost_and_the_reason_is_said_once() -> None:
    found = adopted({**database(), Key(AWS, KEY_ARN): EXPIRED, Role(AWS, "ADBS_Role"): EXPIRED})

    assert sorted(found.codes) == ["ADO007", "ADO007", "LIV002"]
    (why,) = [one for one in found.said if one.code == "LIV002"]
    assert why.summary == "The session has expired"
    assert why.detail == f"Sign in. Not read because of it: key {KEY_ARN}, role {ROLE_ARN}."
    assert found.text.count("# Not taken over: it could not be read (expired credentials).") == 2
    orders = found.stack.databases["orders"]
    assert found.stack.keys[orders.encryption.key].arn == KEY_ARN
    assert found.stack.roles[orders.encryption.role or ""].arn == ROLE_ARN
