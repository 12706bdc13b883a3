"""Plans that are odd: incomplete, with errors, with objects from earlier failures, with much that is not judged."""

from __future__ import annotations

from typing import Any

from tests.terraform.guard_plans.clouds import FORK
from tests.terraform.guard_plans.configurations import (
    AWS_HEAD,
    AWS_SIDE,
    BOTH_HEAD,
    ENCRYPTED,
    ENCRYPTED_DATABASE,
    KEY,
    OCI_HEAD,
    ROLE,
    database,
)
from tests.terraform.guard_plans.scenario import Scenario, changed

from .database_good import ORDERS, key_switched_in_the_console
from .key_good import APPLIED

OTHERS = """
resource "aws_sqs_queue" "mail" {
  name = "mail"
}

resource "aws_s3_bucket" "reports" {
  bucket = "reports-of-payments"
}

resource "aws_sns_topic" "alarms" {
  name              = "alarms"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_cloudwatch_log_group" "web" {
  for_each = toset(["web", "batch"])
  name     = "/payments/${each.key}"
}

resource "aws_dynamodb_table" "sessions" {
  name         = "sessions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}
"""
QUEUE = '\nresource "aws_sqs_queue" "mail" {\n  name = "mail"\n}\n'


def deposed_key(state: dict[str, Any]) -> None:
    """As an apply leaves it that made the new key and then failed to delete the old one."""
    (key,) = [one for one in state["resources"] if one["type"] == "aws_kms_key"]
    key["instances"].append(key["instances"][0] | {"deposed": "0badc0de"})


SCENARIOS = (
    Scenario(
        "good",
        "many-other-resources",
        "Queues, buckets, topics, tables and log groups are created beside an unchanged role.",
        AWS_HEAD + ROLE + OTHERS,
        before=(AWS_HEAD + ROLE,),
        prints=(
            'GRD004 aws_cloudwatch_log_group.web["batch"]',
            "GRD004 aws_dynamodb_table.sessions",
            "GRD004 aws_s3_bucket.reports",
            "GRD004 aws_sns_topic.alarms",
            "GRD004 aws_sqs_queue.mail",
        ),
    ),
    Scenario(
        "good",
        "other-resource-destroyed",
        "A queue is destroyed beside an unchanged key.",
        AWS_HEAD + KEY,
        before=(AWS_HEAD + KEY + QUEUE,),
        prints=("GRD004 aws_sqs_queue.mail",),
    ),
    Scenario(
        "good",
        "refresh-only",
        "`terraform plan -refresh-only` after somebody selected another key in the console.",
        ENCRYPTED_DATABASE,
        before=ENCRYPTED,
        outside=key_switched_in_the_console,
        arguments=("-refresh-only",),
        prints=(f"GRD006 {ORDERS}",),
    ),
    Scenario("good", "empty", "A configuration without a resource.", AWS_HEAD),
    Scenario(
        "good",
        "provider-of-somebody-else",
        "The database is managed by a fork of the provider.",
        changed(OCI_HEAD + database(), ("oracle/oci", FORK)),
        prints=(f"GRD003 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "targeted",
        "A plan with -target shows a part of what the configuration asks for.",
        changed(AWS_SIDE, ("= 30", "= 29")),
        before=APPLIED,
        arguments=("-target=aws_iam_role.orders",),
        prints=("GRD002",),
    ),
    Scenario(
        "bad",
        "ended-with-an-error",
        "prevent_destroy stops the plan, which Terraform saves nevertheless.",
        changed(
            ENCRYPTED_DATABASE,
            ("  whitelisted_ips", '  character_set = "WE8ISO8859P15"\n  whitelisted_ips'),
            ('"tenant_ocid"\n  }\n', '"tenant_ocid"\n  }\n\n  lifecycle {\n    prevent_destroy = true\n  }\n'),
        ),
        before=ENCRYPTED,
        fails=True,
        prints=("GRD002", f"GRD201 {ORDERS}", f"GRD204 {ORDERS}"),
    ),
    Scenario(
        "bad",
        "precondition-failed",
        "A precondition stops the plan; what was planned until then is saved.",
        changed(
            AWS_HEAD + KEY + '\nvariable "ready" {\n  default = false\n}\n',
            (
                "= true\n}",
                "= true\n\n  lifecycle {\n    precondition {\n      condition     = var.ready\n"
                '      error_message = "No."\n    }\n  }\n}',
            ),
        ),
        fails=True,
        prints=("GRD002", "GRD002"),
    ),
    Scenario(
        "bad",
        "deposed-key",
        "A key that an earlier apply failed to delete is deleted now.",
        AWS_HEAD + KEY,
        before=(AWS_HEAD + KEY,),
        in_state=deposed_key,
        prints=("GRD101 aws_kms_key.orders",),
    ),
    Scenario(
        "bad",
        "hidden-among-others",
        "A database is destroyed in a plan that creates many other resources.",
        BOTH_HEAD + OTHERS,
        before=(BOTH_HEAD + database(),),
        prints=(
            f"GRD201 {ORDERS}",
            'GRD004 aws_cloudwatch_log_group.web["batch"]',
            "GRD004 aws_dynamodb_table.sessions",
            "GRD004 aws_s3_bucket.reports",
            "GRD004 aws_sns_topic.alarms",
            "GRD004 aws_sqs_queue.mail",
        ),
    ),
)
