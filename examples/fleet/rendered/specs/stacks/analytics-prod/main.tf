# Rendered by adbkms from the spec of the stack analytics-prod. Change the spec, not this file.

module "key_adbs_lakehouse" {
  source = "../../modules/aws-kms-key"

  alias                   = "adbs/warehouse"
  description             = "Customer-managed key of Oracle Autonomous AI Database (adbs/warehouse)"
  deletion_window_in_days = 30
  rotation_period_in_days = 365
}

module "policy_adbs-lakehouse-keys" {
  source = "../../modules/aws-iam-policy"

  name        = "adbs-lakehouse-keys"
  description = "Use of KMS keys by Oracle Autonomous AI Database"
  key_arns    = [module.key_adbs_lakehouse.arn]
  actions     = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"]
}

resource "oci_database_autonomous_database" "lakehouse" {
  compartment_id           = "ocid1.compartment.oc1..aaaaaaaaanalytics"
  db_name                  = "LAKEHOUSE"
  db_workload              = "LH"
  db_version               = "26ai"
  compute_model            = "ECPU"
  compute_count            = 16
  data_storage_size_in_tbs = 20
  license_model            = "LICENSE_INCLUDED"
  admin_password           = var.lakehouse_admin_password
  freeform_tags = {
    "team" = "platform"
  }

  lifecycle {
    prevent_destroy = true

    # What the spec does not say stays as it is in OCI.
    ignore_changes = [whitelisted_ips]
  }
}
