"""Nobody answers, or not us; and more than one failure at once."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Run
from tests.live.aws.aws_faults import kms_error, query_error
from tests.oci_service import Profile, oci_config_file
from tests.oci_service.refusals import internal_server_error, not_authenticated, not_found, too_many_requests
from tests.terraform.moto_server import Credentials

from .case import Case, all_of, encrypted_and, names, play
from .scene import ACCOUNT, DATABASE, NAME, TENANCY, Scene, document, show

NOBODY = "http://127.0.0.1:9"
OTHER_ACCOUNT, OTHER_TENANCY = "999900001111", "ocid1.tenancy.oc1..aaaaaaaaothertenancy"
DATABASES = "*/autonomousDatabases/*"


def other_account(scene: Scene) -> None:
    scene.act_in(OTHER_ACCOUNT)


def expired(scene: Scene) -> None:
    scene.gate.answers(query_error("ExpiredToken", "The security token is expired", 403), "GetCallerIdentity")


def no_aws_credentials(scene: Scene) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        scene.environment.delenv(name)


def no_aws(scene: Scene) -> None:
    scene.environment.setenv("AWS_ENDPOINT_URL", NOBODY)


def no_oci(scene: Scene) -> None:
    scene.environment.setenv("ADBKMS_OCI_ENDPOINT", NOBODY)


def throttled(scene: Scene) -> None:
    scene.gate.answers(kms_error("ThrottlingException", "Rate exceeded"), "DescribeKey")


def oci_as(profile: Profile, scene: Scene) -> None:
    scene.environment.setenv("OCI_CONFIG_FILE", str(oci_config_file(scene.folder / "oci", profile)))


def expired_session(scene: Scene) -> None:
    oci_as(Profile(tenancy_id=TENANCY, security_token=True), scene)
    scene.oci.fail(not_authenticated())


def no_ocid(scene: Scene) -> None:
    """The stage *provision*: there is something to discover."""
    scene.edit(f"ocid: {DATABASE}", "ocid: null")
    scene.edit(f"key: {NAME}\n          role: ADBS_AWS_Role1", "key: oracle-managed")


def profile(scene: Scene) -> None:
    scene.edit("      region: us-east-2", "      profile: payments\n      region: us-east-2")


WRONG_ACCOUNT = (f"of the account {OTHER_ACCOUNT}, and the stack is in {ACCOUNT}", "`aws.profile`", "PRE101")

CASES = (
    Case("another account", other_account, 2, WRONG_ACCOUNT),
    Case("another account", encrypted_and(other_account), 1, ("LIV003", OTHER_ACCOUNT, "`aws.profile`"), "status"),
    Case("an expired token", expired, 1, ("have expired", "`aws sso login`", "PRE101")),
    Case("an expired token", encrypted_and(expired), 1, ("LIV002", "have expired", "AWS_SESSION_TOKEN"), "status"),
    Case("no credentials", no_aws_credentials, 1, ("There are no credentials", "AWS_ACCESS_KEY_ID")),
    Case("no such profile", profile, 1, ('no profile "payments"', "`aws configure --profile payments`")),
    Case("no network to AWS", no_aws, 1, ("cannot be reached at 127.0.0.1:9: connection refused", "AWS_ENDPOINT_URL")),
    Case("no network to AWS", encrypted_and(no_aws), 1, ("LIV006", "connection refused"), "status"),
    Case("throttled", throttled, 1, ("throttles requests", "DescribeKey was given up after", "Try again later")),
    Case("throttled", encrypted_and(throttled), 1, ("LIV007", "fewer stacks"), "status"),
    Case("an expired session of OCI", expired_session, 1, ("401 NotAuthenticated", "oci session")),
    Case("an expired session of OCI", expired_session, 1, ("LIV002", "oci session"), "status"),
    Case("an expired session of OCI", all_of(no_ocid, expired_session), 1, ("LIV002", "oci session"), "discover"),
    Case(
        "another tenancy",
        lambda s: oci_as(Profile(tenancy_id=OTHER_TENANCY), s),
        2,
        ("PRE301", OTHER_TENANCY, "`oci.profile`"),
    ),
    Case("no network to OCI", no_oci, 1, ("127.0.0.1:9 cannot be reached", "ADBKMS_OCI_ENDPOINT")),
    Case("no network to OCI", no_oci, 1, ("LIV006", "connection refused"), "status"),
    Case("no network to OCI", all_of(no_ocid, no_oci), 1, ("LIV006", "payments-prod/orders"), "discover"),
    Case("OCI throttles", lambda s: s.oci.fail(too_many_requests(), DATABASES), 1, ("429 TooManyRequests", "PRE303")),
    Case(
        "OCI fails", lambda s: s.oci.fail(internal_server_error(), DATABASES), 1, ("LIV008", "500"), "status", ("..",)
    ),
    Case(
        "OCI does not permit it",
        lambda s: s.oci.fail(not_found(), DATABASES),
        1,
        ("PRE303", "Allow group GROUP to read autonomous-databases", "Permissions that were missing: read"),
    ),
    Case(
        "not subscribed",
        lambda s: s.oci.subscribe(TENANCY, "us-phoenix-1"),
        2,
        ("PRE302", "not subscribed to us-ashburn-1"),
    ),
    Case(
        "another account and a stopped database: both are said",
        all_of(other_account, lambda s: s.database(state="STOPPED")),
        2,
        (*WRONG_ACCOUNT, "orders is stopped (PRE304"),
    ),
    Case(
        "another account and a stopped database: both are said",
        encrypted_and(other_account, lambda s: s.database(state="STOPPED")),
        2,
        ("differs: state", "LIV003"),
        "status",
    ),
    Case("no network at all", all_of(no_aws, no_oci), 1, ("AWS STS in us-east-2 cannot be", "2 times: 127.0.0.1:9")),
)


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_ways(case: Case, scene: Scene, adbkms: Run) -> None:
    play(case, scene, adbkms)


@pytest.fixture
def permissions_count(scene: Scene) -> Iterator[None]:
    """moto checks the caller's permissions, as IAM does; the caller may do one thing. https://docs.getmoto.org/"""
    anybody = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    scene.iam.create_role(RoleName="reader", AssumeRolePolicyDocument=document(anybody))
    allowed = document({"Effect": "Allow", "Action": ["iam:GetRole", "iam:GetPolicy"], "Resource": "*"})
    scene.iam.put_role_policy(RoleName="reader", PolicyName="read", PolicyDocument=allowed)
    role = f"arn:aws:iam::{ACCOUNT}:role/reader"
    issued = scene.client("sts").assume_role(RoleArn=role, RoleSessionName="reader")["Credentials"]
    show(Credentials(issued["AccessKeyId"], issued["SecretAccessKey"], issued["SessionToken"]), scene.environment)
    _without_checks(scene, "0")
    yield
    _without_checks(scene, "inf")


def _without_checks(scene: Scene, requests: str) -> None:
    headers = {"Content-Type": "text/plain"}
    address = f"{scene.moto.endpoint_url}/moto-api/reset-auth"
    request = urllib.request.Request(address, requests.encode(), headers, method="POST")
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30).close()


@pytest.mark.usefixtures("permissions_count")
def test_what_the_caller_may_not_is_listed_once_at_the_end_with_all_that_needs_it(scene: Scene, adbkms: Run) -> None:
    ended = adbkms("preflight", "spec.yaml")

    said, _, missing = ended.data.partition("Permissions that were missing:\n")
    said = " ".join(said.split())
    assert ended.code == 1
    describe = f"kms:DescribeKey on the key of alias/{NAME}"
    listed = [line.strip() for line in missing.splitlines() if line.startswith("  ")]
    assert listed == sorted(set(listed))
    assert describe in listed
    assert any(one.startswith("iam:GetPolicyVersion") for one in listed)
    for code in ("PRE102", "PRE107", "PRE210"):
        assert f"({code}, payments-prod" in said
    assert "failed, 0 not known" not in ended.data
