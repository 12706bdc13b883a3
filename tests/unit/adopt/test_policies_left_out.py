"""No policy vanishes: it is in the spec, or it is said why not."""

from __future__ import annotations

from typing import Any

import pytest

from generator.spec import model
from tests.unit.adopt.states import (
    ACCOUNT_ID,
    AWS_KEY,
    KEY_ARN,
    OCID,
    POLICY_ARN,
    ROLE_ARN,
    adopted,
    alias,
    attachment,
    database,
    document,
    everything,
    key,
    policy,
    role,
    root_statement,
    stack,
    stacks,
    trust_statement,
    use_statement,
)

SECOND = f"arn:aws:iam::{ACCOUNT_ID}:policy/Second"
OTHER_ROLE = f"arn:aws:iam::{ACCOUNT_ID}:role/Reader"
OTHER_KEY = KEY_ARN.replace("1234abcd-", "99999999-")
THEIRS = document(use_statement(sid="Theirs"))


def test_one_that_differs_is_named_where_its_role_is_referred_to_by_its_arn() -> None:
    text, said = adopted(key(), alias(), role(max_session_duration=1), policy(policy=THEIRS), attachment(), database())

    assert [one.code for one in said] == ["ADO013", "ADO007"]
    assert said[0].summary == f"Left out: the policy {POLICY_ARN}"
    assert "has a Sid, and the module writes none" in said[0].detail
    assert said[0].address == "aws_iam_policy.use"
    comments = " ".join(text.replace("#", "").split())
    assert f"It keeps the policy {POLICY_ARN}, which is not in this spec: the statement of its document" in comments
    assert stacks(text)["orders"].policies == {}
    assert stacks(text)["orders"].roles == {"ADBS_Role": model.Role(arn=ROLE_ARN)}


def test_one_that_a_rule_refuses_is_named_as_well() -> None:
    made = policy(policy=document(use_statement(Action="kms:*")))

    text, said = adopted(key(), alias(), role(max_session_duration=1), made, attachment(), database())

    assert [one.code for one in said] == ["ADO013", "ADO007"]
    assert "KMS109" in said[0].detail
    assert stacks(text)["orders"].policies == {}


def test_one_that_two_such_roles_have_is_named_once() -> None:
    second = ROLE_ARN + "2"
    roles = [role(max_session_duration=1), role(second, "second", max_session_duration=1)]
    also = database(OCID + "2", "JOURNAL", AWS_KEY | {"arn_role": second})

    _, said = adopted(
        key(), alias(), *roles, policy(policy=THEIRS), attachment(), attachment("ADBS_Role2"), database(), also
    )

    assert [one.code for one in said] == ["ADO013", "ADO007", "ADO007"]


def test_one_that_no_role_has_is_taken_over_if_it_is_for_the_keys_of_a_stack() -> None:
    found = stack(*everything(), policy(SECOND, "second"))

    assert found.policies["Second"].adopt
    assert found.policies["Second"].keys == ["ADBS_Key"]
    assert found.roles["ADBS_Role"].policies == ["ADBS_Policy"]


def test_one_that_no_role_has_is_named_if_it_is_about_a_key_here_and_differs() -> None:
    text, (said,) = adopted(*everything(), policy(SECOND, "second", policy=THEIRS))

    assert (said.code, said.summary) == ("ADO013", "Left out: policies that no role here has (1)")
    assert "aws_iam_policy.second" in said.detail
    assert set(stacks(text)["orders"].policies) == {"ADBS_Policy"}


def test_one_of_a_role_that_is_left_out_is_taken_over_if_it_is_for_the_keys_of_a_stack() -> None:
    unused = role(OTHER_ROLE, "reader", assume_role_policy=document(trust_statement(sid="Theirs")))

    found = stack(*everything(), unused, policy(SECOND, "second"), attachment("Reader", SECOND), warnings=("ADO008",))

    assert set(found.roles) == {"ADBS_Role"}
    assert found.policies["Second"].adopt


def test_one_of_a_role_for_oracle_that_is_left_out_is_named() -> None:
    unused = role(OTHER_ROLE, "reader", assume_role_policy=document(trust_statement(sid="Theirs")))
    anything = policy(SECOND, "second", policy=document(use_statement(Resource="*")))

    text, said = adopted(*everything(), unused, anything, attachment("Reader", SECOND))

    assert [one.code for one in said] == ["ADO008", "ADO013"]
    assert set(stacks(text)["orders"].policies) == {"ADBS_Policy"}


def test_one_of_somebody_elses_role_stays_theirs_and_is_named() -> None:
    lambdas = role(OTHER_ROLE, "reader", assume_role_policy=document())

    text, (said,) = adopted(*everything(), lambdas, policy(SECOND, "second"), attachment("Reader", SECOND))

    assert said.code == "ADO013"
    assert set(stacks(text)["orders"].policies) == {"ADBS_Policy"}


@pytest.mark.parametrize(
    "made",
    [
        policy(SECOND, "second", policy=document(use_statement(Action="s3:GetObject", Resource="*"))),
        policy(SECOND, "second", policy=document(use_statement(Resource=OTHER_KEY))),
        policy(SECOND, "second", policy="no JSON"),
    ],
)
def test_one_that_has_nothing_to_do_with_a_key_or_role_here_is_nobodys_business(made: dict[str, Any]) -> None:
    assert set(stack(*everything(), made).policies) == {"ADBS_Policy"}


def test_one_for_the_keys_of_two_stacks_is_named() -> None:
    west = KEY_ARN.replace("us-east-2", "us-west-2").replace("1234abcd-", "aaaaaaaa-")
    made = key(west, "west"), alias("West", west, "west")
    in_west = AWS_KEY | {"key_arn": west, "service_endpoint_uri": "kms.us-west-2.amazonaws.com"}
    both = policy(SECOND, "second", policy=document(use_statement(Resource=[KEY_ARN, west])))

    text, said = adopted(*everything(), *made, both, database(OCID + "2", "JOURNAL", in_west))

    assert "ADO013" in [one.code for one in said]
    assert "Second" not in {name for one in stacks(text).values() for name in one.policies}


def test_one_for_a_key_that_is_referred_to_by_its_arn_is_taken_over() -> None:
    theirs = key(policy=document(root_statement(sid="Other")))

    found = stack(theirs, alias(), policy(), database(), warnings=("ADO007",))

    assert found.policies["ADBS_Policy"].adopt
    assert found.policies["ADBS_Policy"].keys == ["ADBS_Key"]


def test_a_role_that_is_left_out_does_not_take_a_policy_from_one_that_a_database_has() -> None:
    """The role is for somebody else with an external ID of theirs, in the account of both stacks."""
    unused = role(OTHER_ROLE, "reader", assume_role_policy=document(trust_statement("theirs")))
    elsewhere = database(
        OCID + "2",
        "JOURNAL",
        AWS_KEY | {"arn_role": ROLE_ARN + "2"},
        compartment_id="ocid1.compartment.oc1..other",
    )

    text, said = adopted(
        key(), alias(), database(), elsewhere, unused, attachment("Reader"),
        role(ROLE_ARN + "2", "second"), policy(), attachment("ADBS_Role2"),
    )  # fmt: skip

    assert [one.code for one in said] == ["ADO008"]
    _, second = stacks(text).values()
    assert second.policies["ADBS_Policy"].adopt
