"""Two clouds for the commands of a page: moto and the stand-in for OCI, with what the quickstart has at stage 2, trust.

A page asks for them by a comment, `<!-- the commands below see two clouds -->`. They hold the same in every run. With
`<!-- the commands below see two clouds, and a key that was disabled -->` the database is at stage 3, encrypt, and
somebody has disabled its key.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.adopt.policy_documents import ACCOUNT_SID, KEY_POLICY_ID, VERSION
from generator.facts.kms_actions import KEY_USER
from tests.oci_service import DatabaseRecord, OciService, Profile, oci_config_file, running_oci_service
from tests.oci_service.encryption_keys import AwsKey, Key, OracleManagedKey
from tests.terraform.moto_server import Credentials, MotoServer, running_moto

WANTED = "<!-- the commands below see two clouds -->"
WANTED_WITHOUT_KEY = "<!-- the commands below see two clouds, and a key that was disabled -->"
ACCOUNT_ID, REGION = "111122223333", "us-east-2"
ORACLE_USER = "arn:aws:iam::444455556666:user/oracle-adbs"
TENANCY = "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"
DATABASE = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"
_SEED = 26  # of moto's ids


@contextmanager
def clouds(folder: Path, key_is_disabled: bool = False) -> Iterator[Mapping[str, str]]:
    """Runs both while it lasts; yields the environment that leads to them."""
    with running_moto() as moto, running_oci_service() as oci:
        shown, key = _play_amazon(moto)
        _play_oracle(oci, key if key_is_disabled else OracleManagedKey())
        if key_is_disabled:
            moto.client("kms", REGION, shown).disable_key(KeyId=key.key_arn.rpartition("/")[2])
        yield {
            "HOME": str(folder),  # the OCI SDK prefers a configuration there
            "AWS_ENDPOINT_URL": moto.endpoint_url,
            "AWS_ACCESS_KEY_ID": shown.access_key,
            "AWS_SECRET_ACCESS_KEY": shown.secret_key,
            "AWS_SESSION_TOKEN": shown.session_token or "",
            "AWS_EC2_METADATA_DISABLED": "true",
            "ADBKMS_OCI_ENDPOINT": oci.endpoint,
            "OCI_CONFIG_FILE": str(oci_config_file(folder / "oci", Profile(tenancy_id=TENANCY))),
        }


def _play_oracle(oci: OciService, key: Key) -> None:
    oci.put(DatabaseRecord(DATABASE, compartment_id=COMPARTMENT, tenancy_id=TENANCY, key=key))
    oci.subscribe(TENANCY, "us-ashburn-1")


def _play_amazon(moto: MotoServer) -> tuple[Credentials, AwsKey]:
    """What `2-trust.yaml` makes, as its modules make it. Returns the credentials of the account, and the key as
    `3-encrypt.yaml` selects it."""
    moto.reset()
    seed = urllib.request.Request(f"{moto.endpoint_url}/moto-api/seed?a={_SEED}", method="POST")
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(seed, timeout=30).close()
    platform = f"arn:aws:iam::{ACCOUNT_ID}:role/platform"
    issued = moto.client("sts").assume_role(RoleArn=platform, RoleSessionName="you")["Credentials"]
    shown = Credentials(issued["AccessKeyId"], issued["SecretAccessKey"], issued["SessionToken"])
    kms, iam = (moto.client(service, REGION, shown) for service in ("kms", "iam"))
    key = kms.create_key(Description="Master encryption key of Autonomous AI Database", Policy=_key_policy())
    arn = key["KeyMetadata"]["Arn"]
    kms.create_alias(AliasName="alias/ADBS_TestAWSKMSKey", TargetKeyId=arn)
    use = {"Effect": "Allow", "Action": list(KEY_USER), "Resource": [arn]}
    policy = iam.create_policy(
        PolicyName="ADBS_AWS_Policy1",
        Description="Use of KMS keys by Oracle Autonomous AI Database",
        PolicyDocument=_document(use),
    )["Policy"]["Arn"]
    trust = {
        "Effect": "Allow",
        "Principal": {"AWS": ORACLE_USER},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"sts:ExternalId": TENANCY}},
    }
    role = iam.create_role(RoleName="ADBS_AWS_Role1", AssumeRolePolicyDocument=_document(trust))["Role"]["Arn"]
    iam.attach_role_policy(RoleName="ADBS_AWS_Role1", PolicyArn=policy)
    return shown, AwsKey(arn, f"kms.{REGION}.amazonaws.com", role, "tenant_ocid")


def _key_policy() -> str:
    root = {"AWS": f"arn:aws:iam::{ACCOUNT_ID}:root"}
    statement = {"Sid": ACCOUNT_SID, "Effect": "Allow", "Principal": root, "Action": "kms:*", "Resource": "*"}
    return json.dumps({"Version": VERSION, "Id": KEY_POLICY_ID, "Statement": [statement]})


def _document(statement: Mapping[str, Any]) -> str:
    return json.dumps({"Version": VERSION, "Statement": [statement]})
