"""Checks of databases and of OCI: tenancy, region, states, standbys, the key that is in use."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.aws.keys import Key, KeyPolicy
from generator.live.oci.databases import FoundDatabase, LiveClone, RefreshableClones
from generator.live.oci.live_database import LiveDatabase, LiveEncryption
from generator.live.oci.tenancy import Tenancy

from .example import (
    AWS,
    CLONES_QUESTION,
    COMPARTMENT,
    DATABASE,
    DATABASE_QUESTION,
    FAILED,
    KEY,
    LIST_QUESTION,
    NO_CHANGE,
    NO_KEY_SELECTED,
    NOT_KNOWN,
    OCI,
    OCID,
    ON_THE_KEY,
    OTHER_ARN,
    PASSED,
    REFUSED,
    REGIONS_QUESTION,
    TENANCY,
    WARNING,
    bad,
    found,
    look,
    one,
)

ON_ANOTHER = replace(ON_THE_KEY, key_arn=OTHER_ARN)
WITHOUT_OCID = (
    "databases: {orders: {ocid: null, encryption: {key: oracle-managed, role: null}}}\n"
    "roles: {ADBS_AWS_Role1: {oracle_user_arn: null}}"
)


def database(**changes: Any) -> dict[Any, LiveDatabase]:
    return {DATABASE_QUESTION: replace(DATABASE, **changes)}


def test_another_tenancy() -> None:
    other = "ocid1.tenancy.oc1..aaaaaaaaother"
    result = one("PRE301", {Tenancy(OCI): other, replace(REGIONS_QUESTION, tenancy_id=other): ("us-ashburn-1",)})
    assert result.outcome is FAILED
    assert result.summary == f"The OCI credentials are those of the tenancy {other}, and the stack is in {TENANCY}"


def test_a_region_that_the_tenancy_is_not_subscribed_to() -> None:
    result = one("PRE302", {REGIONS_QUESTION: ("us-phoenix-1",)})
    assert (result.outcome, result.summary) == (FAILED, "The tenancy is not subscribed to us-ashburn-1")
    assert "It is to us-phoenix-1." in result.detail


def test_a_database_that_is_not_found_is_not_known_and_nothing_else_is_said_of_it() -> None:
    hidden = NotKnown(Cause.NOT_FOUND_OR_NOT_PERMITTED, "OCI shows no such database", "Look at the OCID.", "read …")
    results = [one for one in look({DATABASE_QUESTION: hidden}) if one.address == "payments-prod/orders"]
    assert bad(results) == [("PRE303", NOT_KNOWN)]
    assert results[1].summary == (
        "Not known whether orders exists, and all that depends on it: OCI shows no such database"
    )


@pytest.mark.parametrize("state", ["TERMINATED", "TERMINATING"])
def test_a_database_that_is_gone(state: str) -> None:
    results = look(database(state=state))
    assert bad(results) == [("PRE303", FAILED)]
    (result,) = [result for result in results if result.outcome is FAILED]
    assert result.summary == f"orders does not exist any more: it is {state}"


@pytest.mark.parametrize(
    ("state", "summary", "fix"),
    [
        ("STOPPED", "orders is stopped", f"`oci db autonomous-database start --autonomous-database-id {OCID}`"),
        ("UPDATING", "orders is being updated (UPDATING)", "`adbkms status SPEC --watch`"),
        ("PROVISIONING", "orders is being provisioned (PROVISIONING)", "Wait until it is available"),
        ("MAINTENANCE_IN_PROGRESS", "orders is being patched (MAINTENANCE_IN_PROGRESS)", "409"),
        ("INACCESSIBLE", "orders is inaccessible", "Restore that first: the key has to be enabled"),
        ("UNAVAILABLE", "orders is unavailable", "OCI console"),
        ("RESTORE_FAILED", "orders could not be restored", "another backup"),
    ],
)
def test_a_database_that_cannot_be_updated(state: str, summary: str, fix: str) -> None:
    result = one("PRE304", database(state=state))
    assert (result.outcome, result.summary) == (FAILED, summary)
    assert fix in result.detail


@pytest.mark.parametrize(
    ("state", "outcome"), [("STOPPED", WARNING), ("UPDATING", WARNING), ("INACCESSIBLE", FAILED), ("AVAILABLE", PASSED)]
)
def test_a_database_that_has_its_key_already_need_not_be_updated(state: str, outcome: object) -> None:
    assert one("PRE304", database(state=state, encryption=ON_THE_KEY)).outcome is outcome


def test_a_command_to_paste_runs_nothing_else() -> None:
    result = one("PRE304", {**database(state="STOPPED", ocid="ocid1.x; curl"), RefreshableClones: ()})
    assert "--autonomous-database-id 'ocid1.x; curl'`" in result.detail


def test_states_between_good_and_bad() -> None:
    attention = one("PRE304", database(state="AVAILABLE_NEEDS_ATTENTION", state_details="Wallet expires"))
    assert attention.outcome is WARNING and "Wallet expires" in attention.detail
    assert one("PRE304", database(state="UNKNOWN_ENUM_VALUE")).outcome is NOT_KNOWN


def test_every_state_of_the_sdk_is_judged() -> None:
    from oci.database.models import AutonomousDatabase

    states = {getattr(AutonomousDatabase, name) for name in dir(AutonomousDatabase) if name.startswith("LIFECYCLE_ST")}
    assert len(states) > 20
    unjudged = {
        state
        for state in states - {"TERMINATED", "TERMINATING", "STANDBY"}
        if one("PRE304", database(state=state)).outcome is NOT_KNOWN
    }
    assert unjudged == set()


def test_a_dedicated_database() -> None:
    assert one("PRE305", database(is_dedicated=True)).summary == "orders is on dedicated infrastructure"


def test_a_standby_in_another_region() -> None:
    peer = "ocid1.autonomousdatabase.oc1.phx.aaaaaaaapeer"
    live = database(has_cross_region_standby=True, peers=(peer,))
    result = one("PRE307", live)
    assert result.outcome is FAILED
    assert result.summary == f"orders has a standby in another region: {peer} (us-phoenix-1)"
    assert one("PRE307", live, NO_KEY_SELECTED).outcome is WARNING


def test_a_database_that_is_a_standby() -> None:
    result = one("PRE307", database(region_role="REMOTE_STANDBY_DG_REGION"))
    assert (result.outcome, result.summary) == (FAILED, "orders is a standby")
    assert one("PRE307", database(state="STANDBY")).outcome is FAILED


def test_a_copy_of_another_regions_backups() -> None:
    result = one("PRE307", database(region_role="REMOTE", has_cross_region_standby=True))
    assert (result.outcome, result.summary) == (FAILED, "orders is a copy of another region's backups")


def test_a_local_standby_is_a_warning() -> None:
    assert one("PRE307", database(has_local_standby=True)).outcome is WARNING


def test_refreshable_clones_are_named() -> None:
    clones = (LiveClone("ocid1.autonomousdatabase.oc1.phx.clone", "us-phoenix-1"),)
    result = one("PRE308", {CLONES_QUESTION: clones})
    assert result.outcome is WARNING
    assert result.summary.endswith("ocid1.autonomousdatabase.oc1.phx.clone (us-phoenix-1)")
    assert one("PRE308", {CLONES_QUESTION: REFUSED}).permission == "service:Action on it"


@pytest.mark.parametrize(
    ("encryption", "outcome", "said"),
    [
        (LiveEncryption(""), NOT_KNOWN, "Not known who keeps the key of orders: OCI does not say"),
        (LiveEncryption("ORACLE_MANAGED"), PASSED, "orders has Oracle's key"),
        (LiveEncryption("OCI"), FAILED, "orders has a key in OCI Vault"),
        (LiveEncryption("AZURE"), FAILED, "orders has a key in Azure Key Vault"),
        (ON_THE_KEY, PASSED, f"orders has the key {ON_THE_KEY.key_arn}"),
        (
            replace(ON_THE_KEY, key_arn=OTHER_ARN),
            WARNING,
            f"The key that orders has now is not in the spec: {OTHER_ARN}",
        ),
    ],
)
def test_the_key_in_use(encryption: LiveEncryption, outcome: object, said: str) -> None:
    result = one("PRE309", database(encryption=encryption) | {Key(AWS, OTHER_ARN): replace(KEY, arn=OTHER_ARN)})
    assert (result.outcome, result.summary) == (outcome, said)


def test_an_old_key_that_the_spec_knows() -> None:
    old = f"keys: {{Old: {{arn: '{OTHER_ARN}'}}}}\npolicies: {{ADBS_AWS_Policy1: {{keys: all}}}}"
    answers = database(encryption=ON_ANOTHER) | {
        Key(AWS, OTHER_ARN): None,
        KeyPolicy(AWS, OTHER_ARN): None,
    }
    assert one("PRE309", answers, old).outcome is PASSED


def test_what_the_apply_takes_back_to_oracles_key() -> None:
    assert one("PRE309", NO_CHANGE, NO_KEY_SELECTED).outcome is WARNING
    elsewhere = one("PRE309", database(encryption=LiveEncryption("OKV")), NO_KEY_SELECTED)
    assert (elsewhere.outcome, elsewhere.summary) == (
        FAILED,
        "The next apply takes orders from its key in Oracle Key Vault to Oracle's",
    )


def test_a_database_that_would_be_renamed_or_moved() -> None:
    renamed, moved = found("PRE310", database(db_name="orders", compartment_id="ocid1.compartment.oc1..other"))
    assert (renamed.outcome, renamed.summary) == (FAILED, "orders is called orders, and in the spec ORDERS")
    assert "Write `db_name: orders`" in renamed.detail
    assert (moved.outcome, moved.summary) == (
        FAILED,
        f"orders is in the compartment ocid1.compartment.oc1..other, and its stack in {COMPARTMENT}",
    )


def test_a_database_that_would_be_made_twice() -> None:
    there = FoundDatabase(OCID, "Orders", "orders", "AVAILABLE")
    result = one("PRE311", {LIST_QUESTION: (there,)}, WITHOUT_OCID)
    assert (result.outcome, result.summary) == (FAILED, f"There is a database ORDERS already: {OCID}")
    assert "`adbkms discover`" in result.detail and "`adopt: true`" in result.detail

    other = f"{OCID}2"
    result = one("PRE311", {LIST_QUESTION: (there, replace(there, ocid=other))}, WITHOUT_OCID)
    assert result.summary == f"There are 2 databases ORDERS already: {OCID}, {other}"
    assert result.detail.startswith("If the last apply has made one of them, put its OCID into the spec.")
    assert "discover" not in result.detail

    free = one("PRE311", {}, WITHOUT_OCID)
    assert f"ORDERS yet in the compartment {COMPARTMENT}, the only one that was looked at" in free.summary
    for listed in ((), (replace(there, db_name="OTHER"),)):
        assert one("PRE311", {LIST_QUESTION: listed}, WITHOUT_OCID).outcome is PASSED
    assert one("PRE311", {LIST_QUESTION: REFUSED}, WITHOUT_OCID).outcome is NOT_KNOWN
