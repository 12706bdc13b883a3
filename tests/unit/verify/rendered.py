"""A file as adbkms renders it, with about everything in it that a rendered file can hold."""

from __future__ import annotations

STACK = """\
# The key of the database orders.
module "key_orders" {
  source = "../../modules/aws-kms-key"

  alias                   = "ADBS_TestAWSKMSKey"
  description             = "The \\"first\\" key: 100% ours, costs $5 \\u0024{ever}"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  administrators          = []

  tags = {
    team        = "platform"
    "cost/unit" = "42"
  }
}

module "role_orders" {
  source = "../../modules/aws-iam-role"

  name        = "ADBS_AWS_Role1"
  external_id = "ocid1.tenancy.oc1..aaaaaaaa"
  policy_arns = { orders = module.policy_orders.arn, audit = null }
}

resource "oci_database_autonomous_database" "orders" {
  db_name                  = "ORDERS"
  compute_count            = 2
  data_storage_size_in_tbs = 1.5
  admin_password           = var.orders_admin_password
  whitelisted_ips = [
    "203.0.113.7", # the bastion
    "203.0.113.8",
  ]

  encryption_key {
    autonomous_database_provider = "AWS"
    key_arn                      = module.key_orders.arn
    external_id                  = "tenant_ocid"
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [whitelisted_ips, admin_password]

    postcondition {
      condition     = one(self.encryption_key).key_arn == module.key_orders.arn && !var.broken
      error_message = "The database orders is not encrypted with ${module.key_orders.arn}."
    }
  }

  depends_on = [module.policy_orders, module.role_orders]
}

moved {
  from = module.key_old
  to   = module.key_orders
}

moved {
  from = module.role_old
  to   = module.role_orders
}

output "databases" {
  description = "The databases by name."
  value       = { for name, id in local.databases : upper(name) => id... if id != "" }
}
"""
