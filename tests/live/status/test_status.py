"""What the spec wants of a database beside what the clouds have: when they match, and when not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.aws.keys import Key
from generator.live.oci.databases import Database
from generator.live.oci.live_database import LiveDatabase, LiveEncryption
from generator.live.status.database_status import Side
from generator.live.status.status import statuses, unknown_names
from tests.live.status.answers import (
    ALIAS,
    ALIAS_QUESTION,
    AWS,
    COMPARTMENT,
    DATABASE_QUESTION,
    ENDPOINT,
    HISTORY,
    KEY,
    KEY_ARN,
    KEY_QUESTION,
    OCI,
    OCID,
    ON_ORACLES_KEY,
    ON_THE_KEY,
    OTHER_KEY_ARN,
    ROLE_ARN,
    Answers,
    as_wanted,
    spec_of,
    status_of,
)

ON_ORACLE = ("          key: ADBS_TestAWSKMSKey\n          role: ADBS_AWS_Role1\n", "          key: oracle-managed\n")
BY_ALIAS = ("role: ADBS_AWS_Role1\n", "role: ADBS_AWS_Role1\n          identify_key_by: alias\n")
LEDGER = "ocid1.autonomousdatabase.oc1.iad.ledger"
WITH_LEDGER = (
    "    databases:\n",
    f"    databases:\n      ledger: {{db_name: LEDGER, ocid: {LEDGER}, admin_password: {{variable: true}}}}\n",
)
REFUSED = NotKnown(Cause.NOT_PERMITTED, "KMS does not say", "Ask for it.", f"kms:DescribeKey on {KEY_ARN}")
UNREACHABLE = NotKnown(Cause.UNREACHABLE, "Nobody answers", "Look at the network.")


def test_a_database_that_is_as_the_spec_says() -> None:
    status = status_of(as_wanted())

    assert status.wanted == status.found
    assert status.found == Side("AWS", KEY_ARN, ROLE_ARN, "tenant_ocid", ENDPOINT, "AVAILABLE", "Enabled")
    assert (status.matches, status.differences, status.unknown) == (True, (), ())
    assert status.history == HISTORY
    assert status.last_switch == HISTORY[-1]


def test_every_difference_is_named_in_the_order_of_the_fields() -> None:
    other = LiveEncryption("AWS", OTHER_KEY_ARN, "arn:aws:iam::111122223333:role/Other", "kms.eu-west-1.amazonaws.com")
    answers = as_wanted(encryption=other, state="UPDATING")
    answers[Key(AWS, OTHER_KEY_ARN)] = replace(KEY, arn=OTHER_KEY_ARN, state="Disabled")

    status = status_of(answers)

    assert status.matches is False
    assert status.differences == (
        "key_arn",
        "role_arn",
        "external_id",  # the service has none
        "service_endpoint",
        "lifecycle_state",
        "key_state",
    )
    assert status.found is not None
    assert (status.found.external_id, status.found.key_state) == ("", "Disabled")
    assert status.last_switch is None  # the history is about another key


def test_a_database_on_oracles_key_that_is_to_have_an_aws_key() -> None:
    status = status_of(as_wanted(encryption=ON_ORACLES_KEY))

    assert status.differences == ("provider", "key_arn", "role_arn", "external_id", "service_endpoint")


@pytest.mark.parametrize("endpoint", [f"https://{ENDPOINT}/", ENDPOINT.upper(), f"HTTPS://{ENDPOINT}"])
def test_an_endpoint_is_the_same_with_a_scheme_and_in_capitals(endpoint: str) -> None:
    assert status_of(as_wanted(encryption=replace(ON_THE_KEY, service_endpoint=endpoint))).matches


@pytest.mark.parametrize("given_back", [ALIAS, KEY_ARN])
def test_a_key_by_its_alias_may_come_back_as_either(given_back: str) -> None:
    answers = as_wanted(encryption=replace(ON_THE_KEY, key_arn=given_back))

    assert status_of(answers, BY_ALIAS).matches


def test_a_key_by_its_arn_may_not_come_back_as_its_alias() -> None:
    status = status_of(as_wanted(encryption=replace(ON_THE_KEY, key_arn=ALIAS)))

    assert status.differences == ("key_arn",)


def test_an_alias_that_the_database_has_matches_even_if_nobody_knows_its_key() -> None:
    answers = as_wanted(encryption=replace(ON_THE_KEY, key_arn=ALIAS)) | {ALIAS_QUESTION: REFUSED}

    status = status_of(answers, BY_ALIAS)

    assert (status.differences, status.unknown, status.matches) == ((), (REFUSED,), None)  # its state is not known


def test_an_alias_is_looked_up_in_the_region_of_the_databases_endpoint() -> None:
    encryption = replace(ON_THE_KEY, key_arn="alias/Far", service_endpoint="kms.eu-west-1.amazonaws.com")
    answers = as_wanted(encryption=encryption)
    answers[Key(AWS.in_region("eu-west-1"), "alias/Far")] = replace(KEY, state="PendingDeletion")

    assert status_of(answers).differences == ("key_arn", "service_endpoint", "key_state")


def test_the_alias_that_the_spec_selects_is_looked_up_there_too() -> None:
    endpoint = "kms.eu-west-1.amazonaws.com"
    far = KEY_ARN.replace("us-east-2", "eu-west-1")
    answers = as_wanted(encryption=replace(ON_THE_KEY, key_arn=far, service_endpoint=endpoint))
    key = replace(KEY, arn=far)
    answers |= {Key(AWS.in_region("eu-west-1"), one): key for one in ("alias/Far", far)}
    selected = f"          key: alias/Far\n          service_endpoint: {endpoint}\n"

    status = status_of(answers, ("          key: ADBS_TestAWSKMSKey\n", selected))

    assert (status.matches, status.wanted.key_arn) == (True, far)


def test_a_key_that_does_not_exist_yet_is_a_difference() -> None:
    status = status_of(as_wanted(encryption=ON_ORACLES_KEY) | {ALIAS_QUESTION: None})

    assert status.wanted.key_arn == ALIAS
    assert "key_arn" in status.differences


def test_an_alias_without_a_key_is_a_difference_though_the_database_names_it() -> None:
    answers = as_wanted(encryption=replace(ON_THE_KEY, key_arn=ALIAS)) | {ALIAS_QUESTION: None}

    assert status_of(answers, BY_ALIAS).differences == ("key_arn", "key_state")


def test_the_key_of_the_database_may_be_gone() -> None:
    status = status_of(as_wanted() | {KEY_QUESTION: None})

    assert status.differences == ("key_state",)
    assert status.found is not None
    assert status.found.key_state == ""


def test_a_key_of_the_spec_that_has_an_arn_is_not_asked_for() -> None:
    answers = as_wanted()
    del answers[ALIAS_QUESTION]

    description = "        description: Master encryption key of Autonomous AI Database\n"

    assert status_of(answers, (description, f"        arn: {KEY_ARN}\n")).matches


def test_on_oracles_key_there_is_nothing_else_to_compare() -> None:
    status = status_of(
        {DATABASE_QUESTION: replace(as_wanted()[DATABASE_QUESTION], encryption=ON_ORACLES_KEY)}, ON_ORACLE
    )

    assert status.matches
    assert status.wanted == Side("ORACLE_MANAGED", lifecycle_state="AVAILABLE")


def test_a_database_that_was_switched_elsewhere_differs_from_oracles_key_in_its_provider_alone() -> None:
    answers = as_wanted()
    del answers[ALIAS_QUESTION]

    assert status_of(answers, ON_ORACLE).differences == ("provider",)


@pytest.mark.parametrize("state", ["TERMINATING", "TERMINATED"])
def test_of_a_database_that_is_deleted_nothing_else_counts(state: str) -> None:
    answers = as_wanted(state=state, encryption=ON_ORACLES_KEY)

    assert status_of(answers).differences == ("lifecycle_state",)


def test_a_database_without_an_ocid_is_not_asked_for() -> None:
    status = status_of({}, ON_ORACLE, (f"        ocid: {OCID}\n", ""))

    assert (status.missing, status.found, status.matches) == (("ocid",), None, None)
    assert status.wanted.provider == "ORACLE_MANAGED"


def test_a_provider_that_oci_does_not_say_is_not_known() -> None:
    status = status_of(as_wanted(encryption=LiveEncryption("")))

    assert status.matches is None
    assert [why.summary for why in status.unknown] == [f"OCI does not say who keeps the key of {OCID}"]


def test_a_key_state_that_may_not_be_asked_is_not_known_and_nothing_else_is_lost() -> None:
    status = status_of(as_wanted() | {KEY_QUESTION: REFUSED})

    assert (status.matches, status.unknown) == (None, (REFUSED,))
    assert status.found == replace(status.wanted, key_state="")


def test_what_differs_differs_even_if_something_else_is_not_known() -> None:
    status = status_of(as_wanted(state="STOPPED") | {KEY_QUESTION: REFUSED, ALIAS_QUESTION: REFUSED})

    assert status.matches is False
    assert status.differences == ("lifecycle_state",)  # whether the key is right nobody can say
    assert status.unknown == (REFUSED,)


def test_a_missing_key_differs_whatever_the_right_one_is() -> None:
    status = status_of(as_wanted(encryption=ON_ORACLES_KEY) | {ALIAS_QUESTION: REFUSED})

    assert "key_arn" in status.differences


@pytest.mark.parametrize("answer", [UNREACHABLE, None])
def test_a_database_that_cannot_be_looked_at_is_not_known(answer: NotKnown | None) -> None:
    status = status_of(as_wanted(answer))

    assert (status.found, status.matches, len(status.unknown)) == (None, None, 1)


def test_one_database_that_is_not_known_does_not_hide_the_others() -> None:
    spec = spec_of(WITH_LEDGER)
    ledger = Database(OCI, LEDGER)
    seen: list[str] = []

    found = statuses(spec, Answers(as_wanted() | {ledger: UNREACHABLE}), done=lambda one: seen.append(one.address))

    assert [(one.name, one.matches) for one in found] == [
        ("payments-prod/ledger", None),
        ("payments-prod/orders", True),
    ]
    assert sorted(seen) == ["payments-prod/ledger", "payments-prod/orders"]


def test_only_the_databases_that_are_named_are_asked_for() -> None:
    spec = spec_of(WITH_LEDGER)
    ledger = Database(OCI, LEDGER)
    live = LiveDatabase(ledger.ocid, "LEDGER", COMPARTMENT)

    found = statuses(spec, Answers({ledger: live}), ["payments-prod/ledger"])

    assert [(one.name, one.matches) for one in found] == [("payments-prod/ledger", True)]


def test_a_name_that_the_spec_does_not_have_is_an_error_with_the_nearest_one() -> None:
    (found,) = unknown_names(spec_of(), ["payments-prod/order", "payments-prod/orders"])

    assert (found.code, found.summary) == ("STA001", 'The spec has no database "payments-prod/order"')
    assert found.detail == 'Did you mean "payments-prod/orders"?'
