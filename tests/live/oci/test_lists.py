"""Questions whose answers are lists, and come in pages of two."""

from __future__ import annotations

from datetime import UTC

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.oci.databases import DatabasesIn, FoundDatabase, LiveClone, RefreshableClones
from generator.live.oci.tenancy import SubscribedRegions, Tenancy
from generator.live.oci.work_requests import LastWorkRequest, LiveWorkRequest
from generator.live.questions import Ask
from tests.live.oci.conftest import HERE
from tests.oci_service import (
    COMPARTMENT,
    DATABASE,
    TENANCY,
    DatabaseRecord,
    OciService,
    OtherDatabase,
    fails,
)
from tests.oci_service.refusals import internal_server_error


def test_the_databases_of_a_compartment_but_those_that_are_gone(oci_environment: OciService, ask: Ask) -> None:
    states = ("AVAILABLE", "TERMINATED", "STOPPED", "TERMINATING", "PROVISIONING")
    names = dict(zip("edcba", states, strict=True))
    oci_environment.put(
        *(DatabaseRecord(DATABASE + name, f"DB{name}", state=state) for name, state in names.items()),
        DatabaseRecord(DATABASE + "z", compartment_id=COMPARTMENT + "2"),
    )

    assert ask(DatabasesIn(HERE, COMPARTMENT)) == (
        FoundDatabase(DATABASE + "a", "DBa", "DBa", "PROVISIONING"),
        FoundDatabase(DATABASE + "c", "DBc", "DBc", "STOPPED"),
        FoundDatabase(DATABASE + "e", "DBe", "DBe", "AVAILABLE"),
    )
    assert oci_environment.traffic.count("GET", "*/autonomousDatabases") == 3


def test_no_databases(oci_environment: OciService, ask: Ask) -> None:
    assert ask(DatabasesIn(HERE, COMPARTMENT)) == ()


def test_a_compartment_that_may_not_be_seen(oci_environment: OciService, ask: Ask) -> None:
    oci_environment.restrict(TENANCY, ())

    answer = ask(DatabasesIn(HERE, COMPARTMENT))

    assert isinstance(answer, NotKnown)
    assert answer.cause is Cause.NOT_FOUND_OR_NOT_PERMITTED
    assert answer.summary.startswith(f"The compartment {COMPARTMENT} does not exist in us-ashburn-1, or you may not")
    assert answer.permission == f"inspect autonomous-databases in compartment id {COMPARTMENT}"


def test_the_refreshable_clones_of_a_database(oci_environment: OciService, ask: Ask) -> None:
    clones = tuple(OtherDatabase(DATABASE + name, "us-phoenix-1") for name in "abc")
    oci_environment.put(DatabaseRecord(clones=clones))

    assert ask(RefreshableClones(HERE, DATABASE)) == tuple(LiveClone(DATABASE + name, "us-phoenix-1") for name in "abc")


def test_the_regions_that_are_ready(oci_environment: OciService, ask: Ask) -> None:
    oci_environment.subscribe(TENANCY, "us-phoenix-1", "us-ashburn-1", in_progress=["eu-frankfurt-1"])

    assert ask(SubscribedRegions(HERE, TENANCY)) == ("us-ashburn-1", "us-phoenix-1")


def test_the_regions_of_a_tenancy_that_may_not_be_seen(oci_environment: OciService, ask: Ask) -> None:
    other = "ocid1.tenancy.oc1..other"

    answer = ask(SubscribedRegions(HERE, other))

    assert isinstance(answer, NotKnown)
    assert answer.summary.startswith(f"The tenancy {other} does not exist in us-ashburn-1, or you may not see it")
    assert "`Allow group GROUP to inspect tenancies in tenancy`" in answer.fix


def test_the_tenancy_is_that_of_the_configuration_and_nobody_is_asked(oci_environment: OciService, ask: Ask) -> None:
    assert ask(Tenancy(HERE)) == TENANCY
    assert oci_environment.traffic.count() == 0


def test_no_work_request(oci_environment: OciService, ask: Ask) -> None:
    oci_environment.put(DatabaseRecord())

    assert ask(LastWorkRequest(HERE, COMPARTMENT, DATABASE)) is None


def test_the_newest_work_request_of_the_database(oci_environment: OciService, ask: Ask) -> None:
    oci_environment.put(DatabaseRecord(), DatabaseRecord(DATABASE + "2"))
    for _ in range(3):
        oci_environment.begin(DATABASE)
        oci_environment.step(DATABASE, 10)
    newest = oci_environment.begin(DATABASE)
    oci_environment.begin(DATABASE + "2")

    answer = ask(LastWorkRequest(HERE, COMPARTMENT, DATABASE))

    assert isinstance(answer, LiveWorkRequest)
    assert (answer.id, answer.status, answer.percent, answer.errors) == (newest, "IN_PROGRESS", 0.0, ())
    assert answer.accepted is not None and answer.accepted.tzinfo is UTC


@pytest.mark.parametrize(
    "may_say_why, errors",
    [
        (True, ("UpdateFailed: The key cannot be reached. Ask your administrator.",)),
        (
            False,
            (
                "OCI does not say why: HOST fails at every attempt: 500 InternalServerError: An internal server error "
                "occurred.",
            ),
        ),
    ],
)
def test_why_a_work_request_failed(
    oci_environment: OciService, ask: Ask, may_say_why: bool, errors: tuple[str, ...]
) -> None:
    oci_environment.put(DatabaseRecord())
    oci_environment.next_update_ends(DATABASE, fails("The key cannot be reached.\n\tAsk your administrator."))
    oci_environment.begin(DATABASE)
    oci_environment.step(DATABASE, 10)
    if not may_say_why:
        oci_environment.fail(internal_server_error(), "*/errors")

    answer = ask(LastWorkRequest(HERE, COMPARTMENT, DATABASE))

    assert isinstance(answer, LiveWorkRequest)
    assert answer.status == "FAILED"
    host = oci_environment.endpoint.removeprefix("http://")
    assert tuple(error.replace(host, "HOST") for error in answer.errors) == errors
