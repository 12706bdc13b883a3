"""A small root module with a key, an alias, a policy and a role, written by hand, to be applied to moto."""

from __future__ import annotations

from pathlib import Path

PROVIDER = """
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.68, < 7"
    }
  }
  backend "s3" {
    bucket = "states-of-someone"
    key    = "payments.tfstate"
    region = "us-east-2"
  }
}

provider "aws" {
  region              = "us-east-2"
  profile             = "payments"
  allowed_account_ids = ["ACCOUNT_ID"]
  ASSUME_ROLE

  default_tags {
    tags = { team = "platform" }
  }
}
"""

CALLER = """
data "aws_caller_identity" "current" {}

output "account_id" {
  value = data.aws_caller_identity.current.account_id
}
"""

KEY_AND_ROLE = """
data "aws_partition" "current" {}

resource "aws_kms_key" "this" {
  description             = "Key of the orders database"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  rotation_period_in_days = 180
}

resource "aws_kms_alias" "this" {
  name          = "alias/ADBS_TestAWSKMSKey"
  target_key_id = aws_kms_key.this.key_id
}

data "aws_iam_policy_document" "use_key" {
  statement {
    actions   = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"]
    resources = [aws_kms_key.this.arn]
  }
}

resource "aws_iam_policy" "this" {
  name   = "ADBS_AWS_Policy1"
  policy = data.aws_iam_policy_document.use_key.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::999900001111:user/oracle"]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["ocid1.tenancy.oc1..aaaa"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = "ADBS_AWS_Role1"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "this" {
  role       = aws_iam_role.this.name
  policy_arn = aws_iam_policy.this.arn
}

output "key_arn" {
  value = aws_kms_key.this.arn
}
"""


def write_aws_root_module(root: Path, account_id: str, resources: str, assume_role_arn: str | None = None) -> None:
    """The root module in the folder `root`, for one account, which it may reach through a role."""
    block = f'\n  assume_role {{\n    role_arn = "{assume_role_arn}"\n  }}' if assume_role_arn else ""
    provider = PROVIDER.replace("ACCOUNT_ID", account_id).replace("\n  ASSUME_ROLE", block)
    root.mkdir(parents=True)
    (root / "main.tf").write_text(provider + resources, encoding="utf-8")
