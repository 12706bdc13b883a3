"""Which accounts are the own ones, so that a principal of another is seen as one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.guard.plan_of import ACCOUNT, ROLE, Values, change, codes, document, found, no_op, role, trust

FOREIGN = "999900001111"
PEOPLE = trust(f"arn:aws:iam::{FOREIGN}:role/x", Condition={})
OWN = no_op("aws_kms_key.x", {"arn": f"arn:aws:kms:us-east-2:{ACCOUNT}:key/x"})
NEW = change(ROLE, None, {"name": "n", "assume_role_policy": document(PEOPLE)}, unknown={"arn": True})


@pytest.mark.parametrize(
    "named",
    [
        no_op("aws_cloudwatch_event_target.audit", {"arn": f"arn:aws:events:us-east-1:{FOREIGN}:event-bus/default"}),
        no_op("data.aws_iam_role.theirs", {"arn": f"arn:aws:iam::{FOREIGN}:role/x"}),
        no_op("aws_iam_role_policy_attachment.a", {"policy_arn": f"arn:aws:iam::{FOREIGN}:policy/x", "role": "x"}),
    ],
)
def test_to_name_an_account_makes_it_no_own_one(named: Values) -> None:
    assert codes(OWN, named, NEW)[-1] == "GRD302"


def test_an_existing_role_is_in_its_own_account_alone() -> None:
    other = no_op("aws_kms_key.y", {"arn": f"arn:aws:kms:us-east-2:{FOREIGN}:key/x"})
    assert codes(OWN, other, change(ROLE, role(), role(trust(), PEOPLE))) == ["GRD301", "GRD302"]


def configuration(provider: str) -> dict[str, Any]:
    resources = [
        {"address": "aws_kms_key.x", "provider_config_key": "aws", "expressions": {}},
        {"address": "aws_kms_key.y", "provider_config_key": "aws.other", "expressions": {}},
        {"address": ROLE, "provider_config_key": provider, "expressions": {}},
    ]
    return {"root_module": {"resources": resources}}


def test_two_own_accounts_do_not_excuse_each_other() -> None:
    other = no_op("aws_kms_key.y", {"arn": f"arn:aws:kms:us-east-2:{FOREIGN}:key/x"})
    assert codes(OWN, other, NEW, configuration=configuration("aws")) == ["GRD302"]
    assert codes(OWN, other, NEW, configuration=configuration("aws.other")) == []


def test_accounts_that_only_the_provider_or_the_caller_tells() -> None:
    allowed = {"aws": {"expressions": {"allowed_account_ids": {"constant_value": [FOREIGN]}}}}
    assert codes(NEW, configuration={"provider_config": allowed}) == []
    caller = {
        "address": "data.aws_caller_identity.me",
        "type": "aws_caller_identity",
        "values": {"account_id": FOREIGN},
    }
    state = {"values": {"root_module": {"resources": [caller]}}}
    assert codes(NEW, prior_state=state) == []
    caller["values"] = {"account_id": ACCOUNT}
    assert codes(NEW, prior_state=state) == ["GRD302"]


def test_where_nothing_tells_the_account_a_trusted_one_is_a_warning() -> None:
    [one] = found(NEW)
    assert (one.code, one.severity) == ("GRD302", "warning")
    assert "allowed_account_ids" in one.detail
