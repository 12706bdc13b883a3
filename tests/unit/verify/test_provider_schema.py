"""Blocks that the pinned providers would not take."""

from __future__ import annotations

from textwrap import dedent

import pytest

from generator.configuration.terraform import Block, Expression
from generator.verify import codes
from generator.verify.hcl_reader import read_file
from generator.verify.provider_schema import check

DATABASE = """\
resource "oci_database_autonomous_database" "orders" {
  compartment_id = "ocid1.compartment.oc1..aaaa"
  db_name        = "ORDERS"
%s
}
"""
KEY = 'resource "aws_kms_key" "orders" {\n%s\n}\n'


def findings(text: str) -> list[tuple[str, str]]:
    """Code and detail of what is wrong with the blocks of a file."""
    reading = read_file(dedent(text), "main.tf")
    assert reading.diagnostics == ()
    return [(one.code, one.detail) for one in check(reading.blocks, "main.tf", reading.places)]


@pytest.mark.parametrize(
    "text",
    [
        DATABASE % "  compute_count = 2\n  whitelisted_ips = []\n  admin_password = null",
        DATABASE % '  encryption_key {\n    autonomous_database_provider = "AWS"\n    key_arn = module.key.arn\n  }',
        DATABASE % "  count = 1\n  depends_on = [module.key]\n  provider = oci.ashburn",
        DATABASE % '  timeouts {\n    create = "12h"\n  }',
        DATABASE % '  lifecycle {\n    ignore_changes = [whitelisted_ips, freeform_tags["a"]]\n  }',
        DATABASE % "  lifecycle {\n    ignore_changes = all\n    replace_triggered_by = [aws_kms_key.orders]\n  }",
        DATABASE % '  lifecycle {\n  precondition {\n  condition = true\n  error_message = "No."\n  }\n  }',
        DATABASE % '  dynamic "encryption_key" {\n  for_each = var.keys\n  content {\n  key_arn = var.arn\n  }\n  }',
        DATABASE % '  provisioner "local-exec" {\n    command = "true"\n  }\n  connection {\n    host = "x"\n  }',
        DATABASE % '  freeform_tags = { a = "b", c = var.d }',
        KEY % "  for_each = var.keys\n  tags = each.value",
        'data "aws_partition" "current" {}\n',
        'data "aws_iam_policy_document" "trust" {\n  statement {\n    actions = ["sts:AssumeRole"]\n'
        '    principals {\n      type = "AWS"\n      identifiers = [var.user]\n    }\n  }\n}\n',
        'provider "aws" {\n  alias = "ohio"\n  allowed_account_ids = ["012345678901"]\n'
        "  default_tags {\n    tags = {}\n  }\n}\n",
        'provider "oci" {\n  region = "us-ashburn-1"\n}\n',
        'resource "google_kms_key_ring" "not_pinned" {\n  anything = 1\n}\n',
        'provider "google" {\n  anything = 1\n}\n',
        'module "key" {\n  anything = 1\n}\n',
    ],
)
def test_what_the_providers_take(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "code", "detail"),
    [
        ('resource "aws_kms_keys" "a" {}\n', codes.UNKNOWN_TYPE, 'Did you mean "aws_kms_key"?'),
        ('data "aws_partitions" "a" {}\n', codes.UNKNOWN_TYPE, 'no data source "aws_partitions"'),
        ('data "aws_kms_alias" "a" "b" {}\n', codes.UNKNOWN_TYPE, "has 2 labels, this one has 3"),
        (
            DATABASE % '  db_nmae = "X"',
            codes.UNKNOWN_ARGUMENT,
            'takes no argument "db_nmae". Did you mean "db_name"?',
        ),
        (DATABASE % '  key_arn = "X"', codes.UNKNOWN_ARGUMENT, 'takes no argument "key_arn"'),
        (KEY % '  region = "us-east-2"', codes.UNKNOWN_ARGUMENT, 'aws_kms_key takes no argument "region"'),
        (
            KEY % '  arn = "arn:aws:kms:…"',
            codes.COMPUTED_ARGUMENT,
            '"arn" of aws_kms_key is set by the provider',
        ),
        (
            'resource "aws_kms_alias" "a" {}\n',
            codes.REQUIRED_ARGUMENT,
            'needs the argument "target_key_id", of type string',
        ),
        (
            'resource "aws_kms_alias" "a" {\n  target_key_id = null\n}\n',
            codes.REQUIRED_ARGUMENT,
            "target_key_id",
        ),
        (DATABASE % '  compute_count = "2"', codes.WRONG_TYPE, "expected number, found string"),
        (DATABASE % '  is_free_tier = "true"', codes.WRONG_TYPE, "expected bool, found string"),
        (DATABASE % "  is_free_tier = 1", codes.WRONG_TYPE, "expected bool, found number"),
        (DATABASE % "  display_name = true", codes.WRONG_TYPE, "expected string, found bool"),
        (
            DATABASE % '  whitelisted_ips = "0.0.0.0/0"',
            codes.WRONG_TYPE,
            "expected set(string), found string",
        ),
        (DATABASE % "  whitelisted_ips = [1]", codes.WRONG_TYPE, "element 0: expected string, found number"),
        (
            DATABASE % "  freeform_tags = { a = 1 }",
            codes.WRONG_TYPE,
            'key "a": expected string, found number',
        ),
        (DATABASE % "  freeform_tags = []", codes.WRONG_TYPE, "expected map(string), found list"),
        (DATABASE % "  encryption_key = {}", codes.ARGUMENT_OR_BLOCK, "encryption_key is a block"),
        (DATABASE % "  freeform_tags {}", codes.ARGUMENT_OR_BLOCK, "freeform_tags is an argument"),
        (DATABASE % "  encryption_keys {}", codes.UNKNOWN_BLOCK, 'Did you mean "encryption_key"?'),
        (DATABASE % '  encryption_key "x" {}', codes.UNKNOWN_BLOCK, "has 0 labels, this one has 1"),
        (
            DATABASE % "  encryption_key {\n    key = 1\n  }",
            codes.UNKNOWN_ARGUMENT,
            'oci_database_autonomous_database.encryption_key takes no argument "key"',
        ),
        (
            DATABASE % "  encryption_key {}\n  encryption_key {}",
            codes.NUMBER_OF_BLOCKS,
            "takes 1 block `encryption_key` at most, here are 2",
        ),
        (
            DATABASE % '  dynamic "keys" {\n    for_each = []\n    content {}\n  }',
            codes.UNKNOWN_BLOCK,
            "no block `keys`",
        ),
        (
            DATABASE % '  dynamic "encryption_key" {\n    content {}\n  }',
            codes.META_ARGUMENT,
            "takes `for_each`",
        ),
        (
            DATABASE % '  dynamic "encryption_key" {\n    for_each = []\n    content {\n      key = 1\n    }\n  }',
            codes.UNKNOWN_ARGUMENT,
            '"key"',
        ),
        ('provider "aws" {\n  regoin = "x"\n}\n', codes.UNKNOWN_ARGUMENT, 'Did you mean "region"?'),
        ('provider "aws" {\n  lifecycle {}\n}\n', codes.UNKNOWN_BLOCK, "takes no block `lifecycle`"),
        ('provider "aws" {\n  count = 1\n}\n', codes.UNKNOWN_ARGUMENT, '"count"'),
    ],
)
def test_what_the_providers_refuse(text: str, code: str, detail: str) -> None:
    ((found_code, found_detail),) = findings(text)
    assert found_code == code
    assert detail in found_detail


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ("  count = 1\n  for_each = {}", "`count` and `for_each` exclude each other."),
        ('  count = "1"', "`count` takes a number."),
        ("  for_each = [1]", "`for_each` takes a map"),
        ('  provider = "oci.ashburn"', "`provider` takes a reference"),
        ('  depends_on = ["module.key"]', "`depends_on` takes a list of references"),
        ("  depends_on = module.key", "`depends_on` takes a list of references"),
        ("  lifecycle {}\n  lifecycle {}", "one `lifecycle` at most"),
        ("  lifecycle {\n    prevent_destory = true\n  }", 'Did you mean "prevent_destroy"?'),
        (
            "  lifecycle {\n    prevent_destroy = var.protect\n  }",
            "`prevent_destroy` takes `true` or `false`",
        ),
        ('  lifecycle {\n    create_before_destroy = "true"\n  }', "`create_before_destroy` takes `true` or"),
        ('  lifecycle {\n    ignore_changes = ["whitelisted_ips"]\n  }', "a list of names without quotes"),
        ("  lifecycle {\n    ignore_changes = whitelisted_ips\n  }", "`ignore_changes` takes `all`"),
        ("  lifecycle {\n    ignore_changes = [whitelist_ips]\n  }", 'Did you mean "whitelisted_ips"?'),
        ("  lifecycle {\n    replace_triggered_by = [1]\n  }", "takes a list of references"),
        ("  lifecycle {\n    condition {}\n  }", 'Did you mean "precondition"?'),
        ("  lifecycle {\n    postcondition {\n      condition = true\n    }\n  }", "both, and nothing else"),
    ],
)
def test_meta_arguments_that_terraform_refuses(body: str, detail: str) -> None:
    ((code, found),) = findings(DATABASE % body)
    assert code == codes.META_ARGUMENT
    assert detail in found


def test_a_data_source_has_conditions_and_nothing_else_in_its_lifecycle() -> None:
    text = 'data "aws_partition" "current" {\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n'
    assert findings(text) == [(codes.META_ARGUMENT, "A data block's `lifecycle` takes no `prevent_destroy`.")]


def test_a_finding_names_the_place() -> None:
    reading = read_file(KEY % '  arn = "x"', "modules/aws-kms-key/main.tf")
    (found,) = check(reading.blocks, "modules/aws-kms-key/main.tf", reading.places)
    assert found.address == "aws_kms_key.orders"
    assert found.range is not None
    assert (found.range.filename, found.range.start.line) == ("modules/aws-kms-key/main.tf", 2)


def test_blocks_that_come_from_no_file_are_checked_too() -> None:
    block = Block("resource", ("aws_kms_key", "orders"), {"tags": Expression("var.tags"), "tag": "x"})
    (found,) = check([block], "main.tf")
    assert found.code == codes.UNKNOWN_ARGUMENT
    assert found.range is not None
    assert found.range.filename == "main.tf"
