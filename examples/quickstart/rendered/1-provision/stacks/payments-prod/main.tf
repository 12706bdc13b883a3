# Rendered by adbkms from the spec of the stack payments-prod. Change the spec, not this file.

module "key_ADBS_TestAWSKMSKey" {
  source = "../../modules/aws-kms-key"

  alias                   = "ADBS_TestAWSKMSKey"
  description             = "Master encryption key of Autonomous AI Database"
  deletion_window_in_days = 30
  rotation_period_in_days = 365
}

module "policy_ADBS_AWS_Policy1" {
  source = "../../modules/aws-iam-policy"

  name        = "ADBS_AWS_Policy1"
  description = "Use of KMS keys by Oracle Autonomous AI Database"
  key_arns    = [module.key_ADBS_TestAWSKMSKey.arn]
  actions     = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"]
}

resource "oci_database_autonomous_database" "orders" {
  compartment_id           = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"
  db_name                  = "ORDERS"
  db_workload              = "OLTP"
  db_version               = "26ai"
  compute_model            = "ECPU"
  compute_count            = 2
  data_storage_size_in_tbs = 1
  license_model            = "LICENSE_INCLUDED"
  admin_password           = var.orders_admin_password

  lifecycle {
    prevent_destroy = true

    # What the spec does not say stays as it is in OCI.
    ignore_changes = [whitelisted_ips]
  }
}
