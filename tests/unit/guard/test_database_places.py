"""Databases: where their key and role are, who may connect, compartment and password."""

from __future__ import annotations

from typing import Any

import pytest

from generator.guard.access_list import too_wide
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec
from tests.unit.guard.plan_of import (
    DATABASE,
    KEY,
    KEY_1,
    KEY_2,
    ORACLE_MANAGED,
    ROLE_ARN,
    Values,
    change,
    codes,
    database,
    found,
    key,
    no_op,
)
from tests.unit.rules.specs import spec_text

FOREIGN_ROLE = "arn:aws:iam::999900001111:role/oracle"
FOREIGN_KEY = "arn:aws:kms:eu-west-1:999900001111:key/28adcaca-c13b-4771-96cb-d4291c21bedf"


def with_key(**block: Any) -> Values:
    after = database()
    after["encryption_key"][0] |= block
    return after


def severities(*changes: Values, **more: Any) -> list[tuple[str, str]]:
    return [(one.code, str(one.severity)) for one in found(*changes, **more)]


def test_another_external_id_is_presented_to_the_same_role() -> None:
    [one] = found(change(DATABASE, database(), with_key(external_id="database_ocid")))

    assert (one.code, str(one.severity)) == ("GRD212", "warning")
    assert "database_ocid instead of tenant_ocid" in one.summary


def test_another_role_may_demand_another_external_id() -> None:
    other = with_key(external_id="database_ocid", arn_role=f"{ROLE_ARN}-2")

    assert "GRD212" not in codes(change(DATABASE, database(), other))


def test_key_and_role_are_of_two_accounts() -> None:
    assert severities(change(DATABASE, database(), with_key(arn_role=FOREIGN_ROLE))) == [("GRD208", "warning")]
    assert codes(change(DATABASE, database(), with_key(key_arn=KEY_2))) == []


def test_key_and_role_are_of_another_account_than_before() -> None:
    both = with_key(key_arn=FOREIGN_KEY, arn_role=FOREIGN_ROLE, service_endpoint_uri="kms.eu-west-1.amazonaws.com")
    [one] = found(change(DATABASE, database(), both))
    assert (one.code, one.severity) == ("GRD208", "warning")
    assert one.summary == "The key and the role would be of the account 999900001111, not of 111122223333"


def test_the_first_key_is_of_another_account_than_the_plan() -> None:
    both = with_key(key_arn=FOREIGN_KEY, arn_role=FOREIGN_ROLE, service_endpoint_uri="kms.eu-west-1.amazonaws.com")
    first = change(DATABASE, database() | ORACLE_MANAGED, both)
    assert codes(no_op(KEY, key()), first) == ["GRD208"]
    assert codes(first) == []  # no account is known


def test_an_alias_says_no_account() -> None:
    given = with_key(key_arn="alias/orders")
    assert codes(change(DATABASE, database(), given)) == []
    assert codes(change(DATABASE, database(), given | with_key(arn_role=FOREIGN_ROLE))) == ["GRD208"]


def test_two_accounts_that_were_there_before_are_not_said_again() -> None:
    before = with_key(arn_role=FOREIGN_ROLE)
    assert codes(change(DATABASE, before, before | {"compute_count": 4})) == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "kms.us-east-2.amazonaws.com.evil.com",
        "https://kms.us-east-2.amazonaws.com",
        "kms.us-east-2.amazonaws.com:443",
        "kms.us-east-2.amazonaws.com/x",
        "kms.us-east-9.amazonaws.com",
        "evil.com",
    ],
)
def test_the_endpoint_is_none_of_aws_kms(endpoint: str) -> None:
    [one] = found(change(DATABASE, database(KEY_2), with_key(service_endpoint_uri=endpoint)))
    assert (one.code, one.severity) == ("GRD205", "error")
    assert endpoint in one.summary


@pytest.mark.parametrize(
    ("key", "endpoint"),
    [
        (KEY_1, "kms.us-east-2.amazonaws.com"),
        (KEY_1, "kms-fips.us-east-2.amazonaws.com"),
        (KEY_1, "kms.us-east-2.api.aws"),
        # A region of tomorrow.
        (KEY_1.replace("us-east-2", "xx-north-9"), "kms.xx-north-9.amazonaws.com"),
    ],
)
def test_an_endpoint_of_aws_kms(key: str, endpoint: str) -> None:
    assert codes(change(DATABASE, database(KEY_2), with_key(key_arn=key, service_endpoint_uri=endpoint))) == []


def spec(text: str | None = None) -> Spec:
    return parse_spec([SpecText("spec.yaml", (text or spec_text()).encode())])[0]


def places_of(given: Spec, **block: Any) -> list[str]:
    """What is found of a database in the spec's own place that gets a key."""
    stack = given.stacks[0].stack
    own = {"key_arn": f"arn:aws:kms:{stack.aws.region}:{stack.aws.account_id}:key/x"}
    own["arn_role"] = f"arn:aws:iam::{stack.aws.account_id}:role/oracle"
    own["service_endpoint_uri"] = f"kms.{stack.aws.region}.amazonaws.com"
    compartment = {"compartment_id": stack.oci.compartment_id}
    after = with_key(**(own | block)) | compartment
    oracles = {"encryption_key": [{"autonomous_database_provider": "ORACLE_MANAGED"}]}
    return [one.summary for one in found(change(DATABASE, after | oracles, after), spec=given) if one.code == "GRD501"]


def test_a_key_that_is_where_the_spec_says() -> None:
    assert places_of(spec()) == []


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ({"arn_role": FOREIGN_ROLE}, ["The AWS account 999900001111 of the role"]),
        (
            {"key_arn": FOREIGN_KEY},
            ["The AWS account 999900001111 of the key", "The AWS region eu-west-1 of the key"],
        ),
        (
            {"key_arn": "alias/orders", "service_endpoint_uri": "kms.eu-west-1.amazonaws.com"},
            ["The AWS region eu-west-1 of the key's endpoint"],
        ),
    ],
)
def test_a_key_that_is_elsewhere(block: Values, said: list[str]) -> None:
    assert places_of(spec(), **block) == [f"{one} is not in the spec" for one in said]


def test_a_key_elsewhere_that_the_spec_names() -> None:
    named = spec_text(f"keys: {{of-the-group: {{arn: {FOREIGN_KEY}}}}}")
    assert places_of(spec(named), key_arn=FOREIGN_KEY, service_endpoint_uri="kms.eu-west-1.amazonaws.com") == []


@pytest.mark.parametrize("after", [["0.0.0.0/0"], ["10.0.0.1", "::/0"], ["0.0.0.0/1", "128.0.0.0/1"], ["32.0.0.0/4"]])
@pytest.mark.parametrize("argument", ["whitelisted_ips", "standby_whitelisted_ips"])
def test_an_access_list_lets_everybody_in(argument: str, after: list[str]) -> None:
    given = change(DATABASE, database() | {argument: ["10.0.0.1"]}, database() | {argument: after})
    assert severities(given) == [("GRD209", "error")]


def test_an_access_list_that_was_open_already() -> None:
    assert severities(change(DATABASE, database(), database(whitelisted_ips=["0.0.0.0/0"]))) == [("GRD209", "warning")]
    dedicated = database(is_access_control_enabled=True)
    given = change(DATABASE, dedicated, dedicated | {"whitelisted_ips": ["0.0.0.0/0"]})
    assert severities(given) == [("GRD209", "error")]
    before = database(whitelisted_ips=["0.0.0.0/0"])
    assert codes(change(DATABASE, before, database(whitelisted_ips=["0.0.0.0/0", "10.0.0.1"]))) == []


@pytest.mark.parametrize(
    "listed",
    [
        ("10.0.0.0/8", "192.0.2.7", "ocid1.vcn.oc1.iad.aaaa;10.0.0.0/8", "ocid1.vcn.oc1.iad.aaaa"),
        ("8.0.0.0/8", "198.51.100.0/24"),
        ("2001:db8::/32", "fd00::/16"),
        ("", "nonsense", "1.2.3.4/99"),
    ],
)
def test_what_an_owner_can_have(listed: tuple[str, ...]) -> None:
    assert too_wide(listed) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"is_access_control_enabled": True}, {"is_access_control_enabled": False}),
        ({"subnet_id": "ocid1.subnet.oc1.iad.aaaa"}, {"subnet_id": None}),
        ({"subnet_id": "ocid1.subnet.oc1.iad.aaaa"}, {"subnet_id": ""}),
    ],
)
def test_another_door_is_opened(before: Values, after: Values) -> None:
    assert codes(change(DATABASE, database(**before), database(**after))) == ["GRD209"]
    assert codes(change(DATABASE, database(**after), database(**before))) == []


def test_an_access_list_of_which_a_part_is_not_known() -> None:
    before, after = database(whitelisted_ips=["10.0.0.1"]), database(whitelisted_ips=["10.0.0.1"])
    given = change(DATABASE, before, after, unknown={"whitelisted_ips": [False, True]})
    assert severities(given) == [("GRD209", "warning")]


@pytest.mark.parametrize("after", ["ocid1.compartment.oc1..other", None])
def test_a_database_is_moved(after: str | None) -> None:
    before = database(compartment_id="ocid1.compartment.oc1..aaaa")
    unknown = {} if after else {"compartment_id": True}
    given = change(DATABASE, before, database(compartment_id=after), unknown=unknown)
    assert severities(given) == [("GRD210", "warning")]


def test_a_database_that_is_new_or_goes_is_not_moved() -> None:
    here = {"db_name": "ORDERS", "compartment_id": "ocid1.compartment.oc1..aaaa"}
    assert codes(change(DATABASE, None, here)) == []
    assert codes(change(DATABASE, here, None)) == ["GRD201"]


@pytest.mark.parametrize("argument", ["admin_password", "secret_id"])
@pytest.mark.parametrize("before", ["Old12345678#", None])
def test_the_password_changes(argument: str, before: str | None) -> None:
    [one] = found(change(DATABASE, database() | {argument: before}, database() | {argument: "New12345678#"}))
    assert (one.code, one.severity) == ("GRD211", "warning")
    assert argument in one.summary
    assert "12345678" not in one.summary + one.detail


def test_a_password_that_is_left_out_stays() -> None:
    assert codes(change(DATABASE, database(secret_id="ocid1.vaultsecret.oc1..a"), database(secret_id=None))) == []


def test_a_role_of_the_own_account_is_no_news() -> None:
    assert codes(change(DATABASE, database(), with_key(arn_role=ROLE_ARN.replace("oracle", "other")))) == []
