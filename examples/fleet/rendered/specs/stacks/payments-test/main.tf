# Rendered by adbkms from the spec of the stack payments-test. Change the spec, not this file.

module "key_adbs_payments-test" {
  source = "../../modules/aws-kms-key-unprotected"

  alias                   = "adbs/payments-test"
  description             = "Customer-managed key of Oracle Autonomous AI Database (adbs/payments-test)"
  deletion_window_in_days = 7
  rotation_period_in_days = null
}

module "policy_adbs-payments-test-keys" {
  source = "../../modules/aws-iam-policy"

  name        = "adbs-payments-test-keys"
  description = "Use of KMS keys by Oracle Autonomous AI Database"
  key_arns    = [module.key_adbs_payments-test.arn]
  actions     = ["kms:DescribeKey", "kms:Decrypt"]
}

module "role_adbs-payments-test" {
  source = "../../modules/aws-iam-role"

  name            = "adbs-payments-test"
  oracle_user_arn = "arn:aws:iam::444455556666:user/oracle-adbs-payments"
  external_ids    = ["ocid1.compartment.oc1..aaaaaaaapaymentstest"]
  policy_arns = {
    "adbs-payments-test-keys" = module.policy_adbs-payments-test-keys.arn
  }
  max_session_duration = 3600
}

resource "oci_database_autonomous_database" "orders" {
  compartment_id           = "ocid1.compartment.oc1..aaaaaaaapaymentstest"
  db_name                  = "ORDERST"
  db_workload              = "OLTP"
  db_version               = "26ai"
  compute_model            = "ECPU"
  compute_count            = 2
  data_storage_size_in_tbs = 1
  license_model            = "LICENSE_INCLUDED"
  admin_password           = var.orders_admin_password
  freeform_tags = {
    "team" = "platform"
  }

  encryption_key {
    autonomous_database_provider = "AWS"
    key_arn                      = module.key_adbs_payments-test.arn
    service_endpoint_uri         = "kms.eu-central-1.amazonaws.com"
    arn_role                     = module.role_adbs-payments-test.arn
    external_id                  = "compartment_ocid"
  }

  # Oracle may use the key only when the policy is attached to the role.
  depends_on = [module.policy_adbs-payments-test-keys, module.role_adbs-payments-test]

  lifecycle {
    # What the spec does not say stays as it is in OCI.
    ignore_changes = [whitelisted_ips]

    postcondition {
      condition     = one(self.encryption_key[*].autonomous_database_provider) == "AWS"
      error_message = "After this apply the database orders is not encrypted with a key in AWS KMS. Look at its last work request in OCI."
    }

    postcondition {
      condition     = one(self.encryption_key[*].key_arn) == module.key_adbs_payments-test.arn
      error_message = "After this apply the database orders is encrypted with another key than adbs/payments-test. Look at its last work request in OCI."
    }
  }
}
