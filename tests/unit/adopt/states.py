"""States as `terraform show -json` prints them, made by hand: only what a test is about."""

from __future__ import annotations

import json
from typing import Any

from generator.adopt.adopted_spec import adopted_spec
from generator.adopt.existing import Existing
from generator.adopt.show_json import parse_resources
from generator.adopt.terraform_state import TYPES, existing_of
from generator.diagnostics import Diagnostic
from generator.spec import model
from generator.spec.files import SpecText
from generator.spec.load import parse_spec

ACCOUNT_ID = "111122223333"
REGION = "us-east-2"
KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"
KEY_ARN = f"arn:aws:kms:{REGION}:{ACCOUNT_ID}:key/{KEY_ID}"
POLICY_ARN = f"arn:aws:iam::{ACCOUNT_ID}:policy/ADBS_Policy"
ROLE_ARN = f"arn:aws:iam::{ACCOUNT_ID}:role/ADBS_Role"
ORACLE_USER = "arn:aws:iam::444455556666:user/oracle-adbs"
TENANCY = "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexample"
OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaorders"

Object = dict[str, Any]


def document(*statements: Object, **more: str) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements), **more})


def statement(sid: str | None, **more: Any) -> Object:
    return ({"Sid": sid} if sid else {}) | {"Effect": "Allow", **more}


def root_statement(sid: str = "Enable IAM User Permissions", account_id: str = ACCOUNT_ID, **more: Any) -> Object:
    principal = {"AWS": f"arn:aws:iam::{account_id}:root"}
    return statement(sid, **{"Principal": principal, "Action": "kms:*", "Resource": "*"} | more)


def use_statement(sid: str | None = None, **more: Any) -> Object:
    return statement(sid, **{"Action": ["kms:DescribeKey", "kms:Decrypt"], "Resource": KEY_ARN} | more)


def trust_statement(external_id: Any = TENANCY, sid: str | None = None, **more: Any) -> Object:
    condition = {"StringEquals": {"sts:ExternalId": external_id}}
    given = {"Principal": {"AWS": ORACLE_USER}, "Action": "sts:AssumeRole", "Condition": condition}
    return statement(sid, **given | more)


def resource(address: str, values: Object, **more: Any) -> Object:
    kind, _, name = address.rpartition("/")[2].partition(".")
    return {"address": address, "mode": "managed", "type": kind, "name": name, "values": values, **more}


def key(arn: str = KEY_ARN, name: str = "master", **values: Any) -> Object:
    given = {
        "arn": arn,
        "description": "Key of orders",
        "enable_key_rotation": True,
        "rotation_period_in_days": 365,
        "is_enabled": True,
        "policy": document(root_statement(), Id="key-default-1"),
    }
    return resource(f"aws_kms_key.{name}", given | values)


def alias(alias: str = "ADBS_Key", arn: str = KEY_ARN, name: str = "master") -> Object:
    place, _, key_id = arn.partition(":key/")
    given = {"name": f"alias/{alias}", "arn": f"{place}:alias/{alias}", "target_key_id": key_id}
    return resource(f"aws_kms_alias.{name}", given | {"target_key_arn": arn})


def policy(arn: str = POLICY_ARN, name: str = "use", **values: Any) -> Object:
    return resource(f"aws_iam_policy.{name}", {"arn": arn, "policy": document(use_statement()), **values})


def role(arn: str = ROLE_ARN, name: str = "oracle", **values: Any) -> Object:
    given = {"arn": arn, "max_session_duration": 3600, "assume_role_policy": document(trust_statement())}
    return resource(f"aws_iam_role.{name}", given | values)


def attachment(role: str = "ADBS_Role", policy_arn: str = POLICY_ARN) -> Object:
    return resource("aws_iam_role_policy_attachment.use", {"role": role, "policy_arn": policy_arn})


AWS_KEY = {
    "autonomous_database_provider": "AWS",
    "key_arn": KEY_ARN,
    "arn_role": ROLE_ARN,
    "service_endpoint_uri": f"kms.{REGION}.amazonaws.com",
    "external_id": "tenant_ocid",
}
ORACLES_KEY = {"autonomous_database_provider": "ORACLE_MANAGED"}


def database(ocid: str = OCID, db_name: str = "ORDERS", encryption: Object | None = None, **values: Any) -> Object:
    blocks = [AWS_KEY if encryption is None else encryption]
    given = {"id": ocid, "db_name": db_name, "compartment_id": COMPARTMENT, "encryption_key": blocks}
    return resource(f"oci_database_autonomous_database.{db_name}", given | values)


def everything() -> list[Object]:
    """One of each, as adbkms would make it."""
    return [key(), alias(), policy(), role(), attachment(), database()]


def state(*resources: Object, modules: list[Object] | None = None) -> Object:
    root = {"resources": list(resources), "child_modules": modules or []}
    return {"format_version": "1.0", "values": {"root_module": root}}


def existing(*resources: Object) -> tuple[Existing, list[Diagnostic]]:
    found, said = parse_resources(json.dumps(state(*resources)).encode(), "state.json", TYPES)
    seen, more = existing_of(found)
    return seen, [*said, *more]


def adopted(*resources: Object) -> tuple[str, list[Diagnostic]]:
    """The spec's text and everything that is said on the way."""
    found, said = existing(*resources)
    text, more = adopted_spec(found, "orders", "adopted.yaml")
    return text, [*said, *more]


def stacks(text: str) -> dict[str, model.Stack]:
    """The stacks of a spec that must load."""
    spec, found = parse_spec([SpecText("adopted.yaml", text.encode())])
    assert found == [], found
    return {loaded.name: loaded.stack for loaded in spec.stacks}


def stack(*resources: Object, warnings: tuple[str, ...] = ()) -> model.Stack:
    """The only stack that resources make, after exactly these findings."""
    text, said = adopted(*resources)
    assert tuple(one.code for one in said) == warnings, said
    (only,) = stacks(text).values()
    return only
