"""What can be wrong with a database."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.oci_service import OciKey, OtherDatabase

from .case import Case, Stage, encrypted_and, names, play
from .scene import ACCOUNT, DATABASE, ROLE_ARN, Scene

PEER = OtherDatabase("ocid1.autonomousdatabase.oc1.phx.aaaaaaaapeer", "us-phoenix-1")
GONE = f"arn:aws:kms:us-east-2:{ACCOUNT}:key/99999999-2222-3333-4444-555555555555"
START = f"`oci db autonomous-database start --autonomous-database-id {DATABASE}`"


def database(**fields: Any) -> Stage:
    return lambda scene: scene.database(**fields)


def has(**key: str) -> Stage:
    return lambda scene: scene.encrypted(**key)


def ocid(text: str) -> Stage:
    return lambda scene: scene.edit(f"        ocid: {DATABASE}", f"        ocid: {text}")


def has_a_disabled_key(scene: Scene) -> None:
    """One that is not in the spec."""
    made = scene.kms.create_key()["KeyMetadata"]
    scene.kms.disable_key(KeyId=made["KeyId"])
    scene.encrypted(key_arn=made["Arn"])


INACCESSIBLE = database(state="INACCESSIBLE", state_details="The key cannot be reached.")
PRIMARY = database(has_remote_standby=True, region_role="PRIMARY_DG_REGION", peers=(PEER,))
STANDBY = database(state="STANDBY", has_remote_standby=True, region_role="REMOTE_STANDBY_DG_REGION", peers=(PEER,))
MISTYPED = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabasf"

CASES = (
    Case("STOPPED", database(state="STOPPED"), 2, ("PRE304", "orders is stopped", f"Start it: {START}")),
    Case("STOPPED", encrypted_and(database(state="STOPPED")), 2, ("differs: state", "found STOPPED", START), "status"),
    Case("UPDATING", database(state="UPDATING"), 2, ("PRE304", "(UPDATING)", "Wait until it is available", "409")),
    Case(
        "UPDATING",
        database(state="UPDATING"),
        2,
        ("found UPDATING", "--database payments-prod/orders --watch"),
        "status",
    ),
    Case(
        "INACCESSIBLE",
        encrypted_and(INACCESSIBLE),
        2,
        ("PRE304", "orders is inaccessible", "It has the key {key}.", "OCI says: The key cannot be reached."),
    ),
    Case(
        "INACCESSIBLE",
        encrypted_and(INACCESSIBLE),
        2,
        ("found INACCESSIBLE", "See that the key is enabled", "`adbkms preflight`", "OCI says: The key cannot"),
        "status",
    ),
    Case("TERMINATED", database(state="TERMINATED"), 2, ("PRE303", "it is TERMINATED", DATABASE, "take `ocid` out")),
    Case(
        "TERMINATED",
        database(state="TERMINATED"),
        2,
        ("found TERMINATED", "put the new `ocid` into the spec"),
        "status",
    ),
    Case("needs attention", database(state="AVAILABLE_NEEDS_ATTENTION"), 0, ("Warning", "PRE304", "needs attention")),
    Case(
        "a state that nobody knows",
        database(state="FROZEN"),
        1,
        ("PRE304", "OCI calls its state FROZEN", "OCI console"),
    ),
    Case("a standby in another region", PRIMARY, 2, ("PRE307", f"{PEER.ocid} (us-phoenix-1)", "Remove the standby")),
    Case("is the standby", STANDBY, 2, ("PRE307", f"its primary is {PEER.ocid}", "Give the primary's OCID")),
    Case("a local standby", database(has_local_standby=True), 0, ("PRE307", "orders has a local standby")),
    Case("refreshable clones", database(clones=(PEER,)), 0, ("PRE308", f"{PEER.ocid} (us-phoenix-1)")),
    Case("dedicated", database(is_dedicated=True), 2, ("PRE305", "dedicated infrastructure", "Take the database out")),
    Case(
        "government realm",
        ocid("ocid1.autonomousdatabase.oc2.us-luke-1.aaaaaaaagov"),
        1,
        ("OCI101", "realm oc2", "US Government", "keep the database out of the spec"),
    ),
    Case(
        "another region",
        ocid("ocid1.autonomousdatabase.oc1.phx.aaaaaaaaexampledatabase"),
        1,
        ("OCI104", "in us-phoenix-1, its stack in us-ashburn-1", "Write `region: us-phoenix-1`"),
    ),
    Case("a mistyped OCID", ocid(MISTYPED), 1, ("PRE303", "404 NotAuthorizedOrNotFound", MISTYPED, "Check the OCID")),
    Case("a mistyped OCID", ocid(MISTYPED), 1, ("not known", "LIV005", MISTYPED, "Check the OCID"), "status"),
    Case(
        "another compartment",
        database(compartment_id="ocid1.compartment.oc1..other"),
        2,
        ("PRE310", "ocid1.compartment.oc1..other", "correct `oci.compartment_id`"),
    ),
    Case(
        "another name",
        database(db_name="PAYROLL"),
        2,
        ("PRE310", "called PAYROLL, and in the spec ORDERS", "correct `ocid`"),
    ),
    Case(
        "a key in OCI Vault",
        database(key=OciKey()),
        2,
        ("PRE309", "orders has a key in OCI Vault", "Select that first"),
    ),
    Case(
        "a key in OCI Vault", database(key=OciKey()), 2, ("found OCI", "`adbkms preflight` says what to do"), "status"
    ),
    Case("a key that is gone", has(key_arn=GONE), 2, ("PRE309", f"The key that orders has does not exist: {GONE}")),
    Case(
        "a key that is gone", has(key_arn=GONE), 2, ("differs: key, key state", f"AWS KMS has no key {GONE}"), "status"
    ),
    Case(
        "a disabled key of nobody",
        has_a_disabled_key,
        2,
        ("PRE309", "is Disabled: arn:", "`aws kms enable-key --key-id"),
    ),
    Case(
        "another role",
        has(arn_role=f"{ROLE_ARN}2"),
        2,
        ("differs: role", f"wanted {ROLE_ARN}", f"found {ROLE_ARN}2", "Apply the stack payments-prod"),
        "status",
    ),
    Case(
        "another external ID",
        has(external_id="compartment_ocid"),
        2,
        ("differs: external ID", "wanted tenant_ocid", "found compartment_ocid"),
        "status",
    ),
    Case(
        "another endpoint",
        has(service_endpoint_uri="kms.us-east-1.amazonaws.com"),
        2,
        ("differs: endpoint", "found kms.us-east-1.amazonaws.com"),
        "status",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_databases(case: Case, scene: Scene, adbkms: Run) -> None:
    play(case, scene, adbkms)
