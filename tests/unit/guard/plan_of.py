"""Small plans for the rules' tests, with only what a rule reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic
from generator.guard.allowed import Allowed
from generator.guard.judge import judge
from generator.guard.reading import read_plan
from generator.spec.load import Spec

PLANS = Path(__file__).parent / "plans"
ACCOUNT = "111122223333"
ORACLE = "arn:aws:iam::444455556666:user/oracle"
TENANCY = "ocid1.tenancy.oc1..aaaa"
KEY_1 = f"arn:aws:kms:us-east-2:{ACCOUNT}:key/28adcaca-c13b-4771-96cb-d4291c21bedf"
KEY_2 = f"arn:aws:kms:us-east-2:{ACCOUNT}:key/0badcafe-c13b-4771-96cb-d4291c21bedf"
ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/oracle"
POLICY_ARN = f"arn:aws:iam::{ACCOUNT}:policy/oracle"
Values = dict[str, Any]

DATABASE, KEY, ALIAS = "oci_database_autonomous_database.d", "aws_kms_key.k", "aws_kms_alias.k"
ROLE, POLICY, ATTACHMENT = "aws_iam_role.r", "aws_iam_policy.p", "aws_iam_role_policy_attachment.a"
REPLACED = ("delete", "create")


def change(
    address: str,
    before: Values | None = None,
    after: Values | None = None,
    *,
    actions: tuple[str, ...] | None = None,
    unknown: Values | None = None,
    **more: Any,
) -> Values:
    """One resource change; its actions follow from what is there before and after, unless given."""
    module, _, resource = address.rpartition("module.keys.")
    mode = "data" if resource.startswith("data.") else "managed"
    type, _, name = resource.removeprefix("data.").partition(".")
    if actions is None:
        actions = ("create",) if before is None else ("delete",) if after is None else ("update",)
    provider = "registry.terraform.io/" + ("oracle/oci" if type.startswith("oci_") else "hashicorp/aws")
    described = {"actions": list(actions), "before": before, "after": after, "after_unknown": unknown or {}}
    entry = {"address": address, "mode": mode, "type": type, "name": name, "provider_name": provider}
    if module or "module.keys." in address:
        entry["module_address"] = "module.keys"
    described |= more.pop("change", {})
    return entry | {"change": described} | more


def plan_of(*changes: Values, **more: Any) -> Values:
    """A whole plan of these changes."""
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {},
        "resource_changes": list(changes),
        "complete": True,
        "errored": False,
        **more,
    }


def found(
    *changes: Values, spec: Spec | None = None, allowed: tuple[Allowed, ...] = (), **more: Any
) -> list[Diagnostic]:
    """What the guard finds in a plan of these changes."""
    plan, diagnostics = read_plan(json.dumps(plan_of(*changes, **more)).encode())
    return diagnostics + (judge(plan, spec, allowed) if plan else [])


def codes(*changes: Values, **more: Any) -> list[str]:
    """The codes of what the guard finds, in order."""
    return sorted(one.code for one in found(*changes, **more))


def no_op(address: str, values: Values) -> Values:
    """A resource in which nothing changes."""
    return change(address, values, values, actions=("no-op",))


def key(**arguments: Any) -> Values:
    return {
        "arn": KEY_1,
        "key_id": KEY_1.rpartition("/")[2],
        "deletion_window_in_days": 30,
        "is_enabled": True,
        **arguments,
    }


def database(key_arn: str = KEY_1, **arguments: Any) -> Values:
    """A database with a key in AWS KMS."""
    block = {
        "autonomous_database_provider": "AWS",
        "key_arn": key_arn,
        "service_endpoint_uri": "kms.us-east-2.amazonaws.com",
        "arn_role": ROLE_ARN,
        "external_id": "tenant_ocid",
    }
    return {"db_name": "ORDERS", "compute_count": 2, "encryption_key": [block], **arguments}


ORACLE_MANAGED: Values = {"encryption_key": [{"autonomous_database_provider": "ORACLE_MANAGED"}]}


def document(*statements: Values) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trust(principal: Any = ORACLE, **more: Any) -> Values:
    """A role's trust policy's only statement."""
    return {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"AWS": principal} if isinstance(principal, str | list) else principal,
        "Condition": {"StringEquals": {"sts:ExternalId": TENANCY}},
        **more,
    }


def role(*statements: Values) -> Values:
    return {"arn": ROLE_ARN, "name": "oracle", "assume_role_policy": document(*(statements or [trust()]))}


def use(*arns: str, actions: Any = ("kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"), **more: Any) -> Values:
    """The statement of an IAM policy."""
    return {"Effect": "Allow", "Action": list(actions), "Resource": list(arns or [KEY_1]), **more}


def policy(*statements: Values) -> Values:
    return {"arn": POLICY_ARN, "name": "oracle", "policy": document(*(statements or [use()]))}


ATTACHED = {"role": "oracle", "policy_arn": POLICY_ARN}
ROOT = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}
IN_USE = (no_op(DATABASE, database()), no_op(ROLE, role()), no_op(ATTACHMENT, ATTACHED))
"""A database, the role that it uses, and the attachment of the policy."""
