# Rendered by adbkms from the spec of the stack payments-prod. Change the spec, not this file.

module "key_adbs_payments-2025" {
  source = "../../modules/aws-kms-key"

  alias                   = "adbs/payments-2025"
  description             = "Payments, 2025"
  deletion_window_in_days = 30
  rotation_period_in_days = 365
}

module "key_adbs_payments-2026" {
  source = "../../modules/aws-kms-key"

  alias                   = "adbs/payments-2026"
  description             = "Payments, 2026"
  deletion_window_in_days = 30
  rotation_period_in_days = 365
}

module "policy_adbs-payments-keys" {
  source = "../../modules/aws-iam-policy"

  name        = "adbs-payments-keys"
  description = "Use of KMS keys by Oracle Autonomous AI Database"
  key_arns    = [module.key_adbs_payments-2025.arn, module.key_adbs_payments-2026.arn]
  actions     = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"]
}

module "role_adbs-payments" {
  source = "../../modules/aws-iam-role"

  name            = "adbs-payments"
  oracle_user_arn = "arn:aws:iam::444455556666:user/oracle-adbs-payments"
  external_ids    = ["ocid1.tenancy.oc1..aaaaaaaaexampletenancy"]
  policy_arns = {
    "adbs-payments-keys" = module.policy_adbs-payments-keys.arn
  }
  max_session_duration = 3600
}

resource "oci_database_autonomous_database" "orders" {
  compartment_id           = "ocid1.compartment.oc1..aaaaaaaapaymentsprod"
  db_name                  = "ORDERS"
  display_name             = "Orders"
  db_workload              = "OLTP"
  db_version               = "26ai"
  compute_model            = "ECPU"
  compute_count            = 8
  data_storage_size_in_tbs = 4
  license_model            = "LICENSE_INCLUDED"
  secret_id                = "ocid1.vaultsecret.oc1.eu-frankfurt-1.aaaaaaaaordersadmin"
  freeform_tags = {
    "team" = "platform"
  }
  backup_retention_period_in_days = 30
  is_auto_scaling_enabled         = true
  whitelisted_ips                 = ["10.0.0.0/8"]

  customer_contacts {
    email = "dba@example.com"
  }

  encryption_key {
    autonomous_database_provider = "AWS"
    key_arn                      = module.key_adbs_payments-2026.arn
    service_endpoint_uri         = "kms.eu-central-1.amazonaws.com"
    arn_role                     = module.role_adbs-payments.arn
    external_id                  = "tenant_ocid"
  }

  # Oracle may use the key only when the policy is attached to the role.
  depends_on = [module.policy_adbs-payments-keys, module.role_adbs-payments]

  lifecycle {
    prevent_destroy = true

    postcondition {
      condition     = one(self.encryption_key[*].autonomous_database_provider) == "AWS"
      error_message = "After this apply the database orders is not encrypted with a key in AWS KMS. Look at its last work request in OCI."
    }

    postcondition {
      condition     = one(self.encryption_key[*].key_arn) == module.key_adbs_payments-2026.arn
      error_message = "After this apply the database orders is encrypted with another key than adbs/payments-2026. Look at its last work request in OCI."
    }
  }
}

resource "oci_database_autonomous_database" "invoices" {
  compartment_id           = "ocid1.compartment.oc1..aaaaaaaapaymentsprod"
  db_name                  = "INVOICES"
  db_workload              = "OLTP"
  db_version               = "19c"
  compute_model            = "ECPU"
  compute_count            = 2
  data_storage_size_in_tbs = 1
  license_model            = "BRING_YOUR_OWN_LICENSE"
  secret_id                = "ocid1.vaultsecret.oc1.eu-frankfurt-1.aaaaaaaainvoicesadmin"
  freeform_tags = {
    "team" = "platform"
  }

  encryption_key {
    autonomous_database_provider = "AWS"
    key_arn                      = module.key_adbs_payments-2026.arn
    service_endpoint_uri         = "kms.eu-central-1.amazonaws.com"
    arn_role                     = module.role_adbs-payments.arn
    external_id                  = "tenant_ocid"
  }

  # Oracle may use the key only when the policy is attached to the role.
  depends_on = [module.policy_adbs-payments-keys, module.role_adbs-payments]

  lifecycle {
    prevent_destroy = true

    # What the spec does not say stays as it is in OCI.
    ignore_changes = [whitelisted_ips]

    postcondition {
      condition     = one(self.encryption_key[*].autonomous_database_provider) == "AWS"
      error_message = "After this apply the database invoices is not encrypted with a key in AWS KMS. Look at its last work request in OCI."
    }

    postcondition {
      condition     = one(self.encryption_key[*].key_arn) == module.key_adbs_payments-2026.arn
      error_message = "After this apply the database invoices is encrypted with another key than adbs/payments-2026. Look at its last work request in OCI."
    }
  }
}
