"""Nobody answers, or not us."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tests.oci_service import Breakage, Profile, oci_config_file
from tests.live.aws.aws_faults import kms_error, query_error
from tests.oci_service.refusals import not_authenticated, not_found, too_many_requests, internal_server_error, Refusal

from .case import Case, names, play
from .scene import COMPARTMENT, DATABASE, ENDPOINT, ROLE_ARN, TENANCY, Scene

def encrypted_and(stage):
    def both(scene: Scene) -> None:
        scene.encrypted()
        stage(scene)

    return both

def expired(s):
    s.gate.answers(query_error("ExpiredToken", "The security token included in the request is expired", 403), "GetCallerIdentity")

def oci_session(s):
    s.environment.setenv("OCI_CONFIG_FILE", str(oci_config_file(s.folder / "oci", Profile(tenancy_id=TENANCY, security_token=True))))
    s.oci.fail(not_authenticated())

def both(*stages):
    def all(s):
        for st in stages: st(s)
    return all

def stages():
    wrong = lambda s: s.act_in("999900001111")
    yield "wrong account", wrong
    yield "expired aws", expired
    yield "no aws credentials", lambda s: [s.environment.delenv(n) for n in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")]
    yield "no profile", lambda s: s.edit('      region: us-east-2', '      profile: payments\n      region: us-east-2')
    yield "aws down", lambda s: s.environment.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    yield "kms throttled", lambda s: s.gate.answers(kms_error("ThrottlingException", "Rate exceeded"), "DescribeKey")
    yield "iam throttled", lambda s: s.gate.answers(query_error("Throttling", "Rate exceeded"), "GetRole")
    yield "role not assumable", lambda s: (s.edit('      region: us-east-2', '      assume_role_arn: arn:aws:iam::111122223333:role/deploy\n      region: us-east-2'), s.gate.answers(query_error("AccessDenied", "User: arn:aws:sts::111122223333:assumed-role/any/tests is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/deploy", 403), "AssumeRole"))
    yield "simulator denied", lambda s: s.gate.answers(query_error("AccessDenied", "User: arn:aws:sts::111122223333:assumed-role/any/tests is not authorized to perform: iam:SimulatePrincipalPolicy", 403), "SimulatePrincipalPolicy", "SimulateCustomPolicy")
    yield "oci token expired", oci_session
    yield "oci no config", lambda s: s.environment.setenv("OCI_CONFIG_FILE", str(s.folder / "absent"))
    yield "oci profile", lambda s: s.edit("      region: us-ashburn-1", "      profile: PROD\n      region: us-ashburn-1")
    yield "oci other tenancy", lambda s: s.environment.setenv("OCI_CONFIG_FILE", str(oci_config_file(s.folder / "oci", Profile(tenancy_id="ocid1.tenancy.oc1..aaaaaaaaothertenancy"))))
    yield "oci down", lambda s: s.environment.setenv("ADBKMS_OCI_ENDPOINT", "http://127.0.0.1:9")
    yield "oci throttled", lambda s: s.oci.fail(too_many_requests(), "*/autonomousDatabases/*")
    yield "oci 500", lambda s: s.oci.fail(internal_server_error(), "*/autonomousDatabases/*")
    yield "oci cut", lambda s: s.oci.fail(Breakage.CUT_OFF, "*/autonomousDatabases/*")
    yield "oci not permitted", lambda s: s.oci.fail(not_found(), "*/autonomousDatabases/*")
    yield "oci regions not permitted", lambda s: s.oci.fail(not_found(), "*/regionSubscriptions")
    yield "not subscribed", lambda s: s.oci.subscribe(TENANCY, "us-phoenix-1")
    yield "wrong account and stopped", both(wrong, lambda s: s.database(state="STOPPED"))
    yield "both down", both(lambda s: s.environment.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), lambda s: s.environment.setenv("ADBKMS_OCI_ENDPOINT", "http://127.0.0.1:9"))

CASES = tuple(Case(n, st if c == "preflight" else encrypted_and(st), (), "", command=c) for n, st in stages() for c in ("preflight", "status", "discover"))


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_ways(case: Case, scene: Scene, adbkms: Run) -> None:
    if case.command == "discover":
        from .scene import DATABASE
        scene.edit(f"ocid: {DATABASE}", "ocid: null")
        scene.edit("key: ADBS_TestAWSKMSKey\n          role: ADBS_AWS_Role1", "key: oracle-managed")
    play(case, scene, adbkms)
