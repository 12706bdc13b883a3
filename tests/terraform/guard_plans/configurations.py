"""Root modules as people write them by hand: the AWS side, the database, and both together."""

from __future__ import annotations

from tests.terraform.moto_server import ACCOUNT_ID

from .clouds import key_arn

ORACLE_USER = "arn:aws:iam::999900001111:user/oracle"
TENANCY = "ocid1.tenancy.oc1..aaaaaaaapayments"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaapayments"
FIRST_KEY, SECOND_KEY = key_arn("Key of orders, 2025"), key_arn("Key of orders, 2026")
ROLE_ARN = f"arn:aws:iam::{ACCOUNT_ID}:role/orders-adbs"
POLICY_ARN = f"arn:aws:iam::{ACCOUNT_ID}:policy/orders-adbs"

_AWS_REQUIREMENT = """    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.68, < 7"
    }
"""
_OCI_REQUIREMENT = """    oci = {
      source  = "oracle/oci"
      version = ">= 6.15"
    }
"""
_AWS_PROVIDER = f"""
provider "aws" {{
  region              = "us-east-2"
  allowed_account_ids = ["{ACCOUNT_ID}"]
}}
"""
_OCI_PROVIDER = """
provider "oci" {
  region = "us-ashburn-1"
}
"""


def _head(requirements: str, providers: str) -> str:
    return f"terraform {{\n  required_providers {{\n{requirements}  }}\n}}\n{providers}"


AWS_HEAD = _head(_AWS_REQUIREMENT, _AWS_PROVIDER)
OCI_HEAD = _head(_OCI_REQUIREMENT, _OCI_PROVIDER)
BOTH_HEAD = _head(_AWS_REQUIREMENT + _OCI_REQUIREMENT, _AWS_PROVIDER + _OCI_PROVIDER)

KEY = """
resource "aws_kms_key" "orders" {
  description             = "Key of orders, 2025"
  deletion_window_in_days = 30
  enable_key_rotation     = true
}
"""

ALIAS = """
resource "aws_kms_alias" "orders" {
  name          = "alias/orders"
  target_key_id = aws_kms_key.orders.key_id
}
"""

SECOND_KEY_AND_ALIAS = """
resource "aws_kms_key" "orders_2026" {
  description             = "Key of orders, 2026"
  deletion_window_in_days = 30
  enable_key_rotation     = true
}

resource "aws_kms_alias" "orders_2026" {
  name          = "alias/orders-2026"
  target_key_id = aws_kms_key.orders_2026.key_id
}
"""

POLICY = """
data "aws_iam_policy_document" "use_key" {
  statement {
    actions   = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"]
    resources = [aws_kms_key.orders.arn]
  }
}

resource "aws_iam_policy" "orders" {
  name   = "orders-adbs"
  policy = data.aws_iam_policy_document.use_key.json
}
"""

ROLE = f"""
data "aws_iam_policy_document" "trust" {{
  statement {{
    actions = ["sts:AssumeRole"]

    principals {{
      type        = "AWS"
      identifiers = ["{ORACLE_USER}"]
    }}

    condition {{
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["{TENANCY}"]
    }}
  }}
}}

resource "aws_iam_role" "orders" {{
  name               = "orders-adbs"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}}
"""

ATTACHMENT = """
resource "aws_iam_role_policy_attachment" "orders" {
  role       = aws_iam_role.orders.name
  policy_arn = aws_iam_policy.orders.arn
}
"""

AWS_SIDE = AWS_HEAD + KEY + ALIAS + POLICY + ROLE + ATTACHMENT

# Policies as JSON in the resources themselves: another team's taste.
INLINE = (
    AWS_HEAD
    + KEY
    + f"""
resource "aws_kms_key_policy" "orders" {{
  key_id = aws_kms_key.orders.key_id
  policy = <<-JSON
    {{
      "Version": "2012-10-17",
      "Statement": [
        {{
          "Sid": "Root",
          "Effect": "Allow",
          "Principal": {{"AWS": "arn:aws:iam::{ACCOUNT_ID}:root"}},
          "Action": "kms:*",
          "Resource": "*"
        }},
        {{
          "Sid": "Audit",
          "Effect": "Allow",
          "Principal": {{"AWS": "arn:aws:iam::{ACCOUNT_ID}:role/audit"}},
          "Action": ["kms:DescribeKey", "kms:GetKeyPolicy"],
          "Resource": "*"
        }}
      ]
    }}
  JSON
}}

resource "aws_iam_role" "orders" {{
  name = "orders-adbs"
  assume_role_policy = jsonencode({{
    Version = "2012-10-17"
    Statement = [{{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = {{ AWS = "{ORACLE_USER}" }}
      Condition = {{ StringEquals = {{ "sts:ExternalId" = "{TENANCY}" }} }}
    }}]
  }})
}}

resource "aws_iam_role_policy" "use_key" {{
  name = "use-key"
  role = aws_iam_role.orders.id
  policy = jsonencode({{
    Version = "2012-10-17"
    Statement = [{{
      Effect   = "Allow"
      Action   = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"]
      Resource = ["{FIRST_KEY}"]
    }}]
  }})
}}
"""
)


def encryption_key(key: str, role: str, endpoint: str = "kms.us-east-2.amazonaws.com") -> str:
    """The block with its four arguments; `key` and `role` are expressions."""
    return f"""
  encryption_key {{
    autonomous_database_provider = "AWS"
    key_arn                      = {key}
    service_endpoint_uri         = "{endpoint}"
    arn_role                     = {role}
    external_id                  = "tenant_ocid"
  }}
"""


def database(more: str = "", name: str = "orders") -> str:
    """The database's resource with `more` in it."""
    return f"""
resource "oci_database_autonomous_database" "{name}" {{
  compartment_id           = "{COMPARTMENT}"
  db_name                  = "{name.upper()}"
  compute_model            = "ECPU"
  compute_count            = 2
  data_storage_size_in_tbs = 1
  secret_id                = "ocid1.vaultsecret.oc1.iad.aaaaaaaa{name}"
  whitelisted_ips          = ["192.0.2.0/24"]
{more}}}
"""


ORACLE_MANAGED = """
  encryption_key {
    autonomous_database_provider = "ORACLE_MANAGED"
  }
"""
BY_LITERAL = encryption_key(f'"{FIRST_KEY}"', f'"{ROLE_ARN}"')
BY_REFERENCE = encryption_key("aws_kms_key.orders.arn", "aws_iam_role.orders.arn")
BY_ALIAS = encryption_key("aws_kms_alias.orders.name", "aws_iam_role.orders.arn")

# Only the database, with a key and a role of another state.
DATABASE = OCI_HEAD + database()
ENCRYPTED_DATABASE = OCI_HEAD + database(BY_LITERAL)
ENCRYPTED = (DATABASE, ENCRYPTED_DATABASE)

# Both sides in one state; the database's block is the last thing in the text.
BOTH_SIDES = BOTH_HEAD + KEY + ALIAS + POLICY + ROLE + ATTACHMENT
PROVISIONED = BOTH_SIDES + database()
ALL = BOTH_SIDES + database(BY_REFERENCE)
ALL_ENCRYPTED = (PROVISIONED, ALL)
ALL_BY_ALIAS = BOTH_SIDES + database(BY_ALIAS)
