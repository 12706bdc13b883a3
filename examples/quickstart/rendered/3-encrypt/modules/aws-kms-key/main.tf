# Rendered by adbkms from templates/modules/aws-kms-key/main.tf.j2: change the spec or the template, not this file.

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  # In a key policy the resource * is this key, the only spelling that AWS documents:
  # https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
  # It stands here as JSON because an aws_iam_policy_document does not say what it will be attached to,
  # so scanners judge its * as if it opened every key.
  key_policy = jsonencode({
    Version = "2012-10-17"
    # As AWS itself writes it for a key without a policy of its own, so that such a key can be adopted without a change.
    Id = "key-default-1"
    Statement = concat(
      # Without this statement IAM policies have no effect on the key, and no one could repair its policy:
      # https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
      [{
        Sid    = "Enable IAM User Permissions"
        Effect = "Allow"
        Principal = {
          AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"
        }
        Action   = "kms:*"
        Resource = "*"
      }],
      [for administrators in [var.administrators] : {
        Sid    = "KeyAdministrators"
        Effect = "Allow"
        Principal = {
          AWS = administrators
        }
        Action   = local.administrator_actions
        Resource = "*"
      } if length(administrators) > 0],
    )
  })

  # What AWS's own policy for key administrators allows on such a key, one by one: its kms:Create* would include
  # kms:CreateGrant, with which an administrator could hand out the use of the data.
  administrator_actions = [
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
  ]
}

resource "aws_kms_key" "this" {
  description                        = var.description
  key_usage                          = "ENCRYPT_DECRYPT"
  customer_master_key_spec           = "SYMMETRIC_DEFAULT"
  policy                             = local.key_policy
  bypass_policy_lockout_safety_check = false
  deletion_window_in_days            = var.deletion_window_in_days
  enable_key_rotation                = var.rotation_period_in_days == null ? false : true
  rotation_period_in_days            = var.rotation_period_in_days
  tags                               = var.tags

  # Backups and clones need the key that they were made with: it outlives every database.
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.alias}"
  target_key_id = aws_kms_key.this.key_id

  # A new name is made before the old one goes, and a database that names the key by its alias changes in between.
  lifecycle {
    create_before_destroy = true
  }
}
