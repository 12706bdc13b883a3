"""What can be wrong with a database."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tests.oci_service import OciKey, OtherDatabase

from .case import Case, names, play
from .scene import COMPARTMENT, DATABASE, ENDPOINT, ROLE_ARN, TENANCY, Scene

PEER = "ocid1.autonomousdatabase.oc1.phx.aaaaaaaapeer"

def state(name, **more):
    return lambda scene: scene.database(state=name, **more)

def encrypted_and(stage):
    def both(scene: Scene) -> None:
        scene.encrypted()
        stage(scene)

    return both

def ocid(new):
    return lambda s: s.edit(f"        ocid: {DATABASE}", f"        ocid: {new}")

CASES = (
    Case("stopped", state("STOPPED"), (), ""),
    Case("stopped used", encrypted_and(state("STOPPED")), (), ""),
    Case("stopped used", encrypted_and(state("STOPPED")), (), "", command="status"),
    Case("updating", state("UPDATING"), (), ""),
    Case("updating", encrypted_and(state("UPDATING")), (), "", command="status"),
    Case("updating unswitched", state("UPDATING"), (), "", command="status"),
    Case("inaccessible", encrypted_and(state("INACCESSIBLE", state_details="The key cannot be reached.")), (), ""),
    Case("inaccessible", encrypted_and(state("INACCESSIBLE", state_details="The key cannot be reached.")), (), "", command="status"),
    Case("terminated", state("TERMINATED"), (), ""),
    Case("terminated", state("TERMINATED"), (), "", command="status"),
    Case("terminated", state("TERMINATED"), (), "", command="discover"),
    Case("terminating", state("TERMINATING"), (), ""),
    Case("needs attention", state("AVAILABLE_NEEDS_ATTENTION"), (), ""),
    Case("unknown state", state("FROZEN"), (), ""),
    Case("primary of a cross-region standby", state("AVAILABLE", has_remote_standby=True, region_role="PRIMARY_DG_REGION", peers=(OtherDatabase(PEER, "us-phoenix-1"),)), (), ""),
    Case("is standby", state("STANDBY", has_remote_standby=True, region_role="REMOTE_STANDBY_DG_REGION", peers=(OtherDatabase(PEER, "us-phoenix-1"),)), (), ""),
    Case("local standby", state("AVAILABLE", has_local_standby=True), (), ""),
    Case("standby on status", encrypted_and(state("AVAILABLE", has_remote_standby=True, region_role="PRIMARY_DG_REGION", peers=(OtherDatabase(PEER, "us-phoenix-1"),))), (), "", command="status"),
    Case("clones", state("AVAILABLE", clones=(OtherDatabase(PEER, "us-phoenix-1"),)), (), ""),
    Case("dedicated", state("AVAILABLE", is_dedicated=True), (), ""),
    Case("government", ocid("ocid1.autonomousdatabase.oc2.us-luke-1.aaaaaaaagov"), (), ""),
    Case("government", ocid("ocid1.autonomousdatabase.oc2.us-luke-1.aaaaaaaagov"), (), "", command="status"),
    Case("other region", ocid("ocid1.autonomousdatabase.oc1.phx.aaaaaaaaexampledatabase"), (), ""),
    Case("mistyped", ocid("ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabasf"), (), ""),
    Case("mistyped", ocid("ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabasf"), (), "", command="status"),
    Case("other compartment", state("AVAILABLE", compartment_id="ocid1.compartment.oc1..other"), (), ""),
    Case("other name", state("AVAILABLE", db_name="PAYROLL"), (), ""),
    Case("vault key", state("AVAILABLE", key=OciKey()), (), ""),
    Case("vault key", state("AVAILABLE", key=OciKey()), (), "", command="status"),
    Case("role differs", lambda s: s.encrypted(arn_role="arn:aws:iam::111122223333:role/Other"), (), "", command="status"),
    Case("external id differs", lambda s: s.encrypted(external_id="compartment_ocid"), (), "", command="status"),
    Case("endpoint differs", lambda s: s.encrypted(service_endpoint_uri="kms.us-east-1.amazonaws.com"), (), "", command="status"),
    Case("key deleted", lambda s: s.encrypted(key_arn="arn:aws:kms:us-east-2:111122223333:key/99999999-2222-3333-4444-555555555555"), (), "", command="status"),
    Case("key deleted", lambda s: s.encrypted(key_arn="arn:aws:kms:us-east-2:111122223333:key/99999999-2222-3333-4444-555555555555"), (), ""),
    Case("key in account not ours", lambda s: s.encrypted(key_arn="arn:aws:kms:us-east-2:999999999999:key/99999999-2222-3333-4444-555555555555"), (), "", command="status"),
)


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_databases(case: Case, scene: Scene, adbkms: Run) -> None:
    play(case, scene, adbkms)
