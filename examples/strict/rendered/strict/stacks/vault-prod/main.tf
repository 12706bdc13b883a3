# Rendered by adbkms from the spec of the stack vault-prod. Change the spec, not this file.

module "key_adbs_vault" {
  # Owner: security@example.com
  # Reviewed in ticket SEC-2041: do not change without a review.
  source = "../../modules/aws-kms-key"

  alias                   = "adbs/vault"
  description             = "Master encryption key of the vault database"
  deletion_window_in_days = 30
  rotation_period_in_days = 365
  administrators          = ["arn:aws:iam::111122223333:role/KeyAdministrators"]
}

module "policy_adbs-vault-key" {
  source = "../../modules/aws-iam-policy"

  name        = "adbs-vault-key"
  description = "Use of KMS keys by Oracle Autonomous AI Database"
  path        = "/adbs/"
  key_arns    = [module.key_adbs_vault.arn]
  actions     = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"]
}

module "role_adbs-vault" {
  source = "../../modules/aws-iam-role"

  name            = "adbs-vault"
  path            = "/adbs/"
  oracle_user_arn = "arn:aws:iam::444455556666:user/oracle-adbs-vault"
  external_ids    = ["ocid1.autonomousdatabase.oc1.iad.aaaaaaaavault"]
  policy_arns = {
    "adbs-vault-key" = module.policy_adbs-vault-key.arn
  }
  max_session_duration = 3600
  permissions_boundary = "arn:aws:iam::111122223333:policy/boundaries/adbs"
  tags = {
    "rotation" = "yearly"
  }
}

resource "oci_database_autonomous_database" "vault" {
  # One role for one database: the external ID is this database's OCID.
  compartment_id              = "ocid1.compartment.oc1..aaaaaaaavault"
  db_name                     = "VAULT"
  db_workload                 = "OLTP"
  db_version                  = "26ai"
  compute_model               = "ECPU"
  compute_count               = 2
  data_storage_size_in_tbs    = 1
  license_model               = "LICENSE_INCLUDED"
  secret_id                   = "ocid1.vaultsecret.oc1.iad.aaaaaaaavaultadmin"
  is_mtls_connection_required = true
  defined_tags = {
    "Security.Level" = "high"
  }

  encryption_key {
    autonomous_database_provider = "AWS"
    key_arn                      = module.key_adbs_vault.arn
    service_endpoint_uri         = "kms.us-east-2.amazonaws.com"
    arn_role                     = module.role_adbs-vault.arn
    external_id                  = "database_ocid"
  }

  # Oracle may use the key only when the policy is attached to the role.
  depends_on = [module.policy_adbs-vault-key, module.role_adbs-vault]

  lifecycle {
    prevent_destroy = true

    # What the spec does not say stays as it is in OCI.
    ignore_changes = [whitelisted_ips]

    postcondition {
      condition     = one(self.encryption_key[*].autonomous_database_provider) == "AWS"
      error_message = "After this apply the database vault is not encrypted with a key in AWS KMS. Look at its last work request in OCI."
    }

    postcondition {
      condition     = one(self.encryption_key[*].key_arn) == module.key_adbs_vault.arn
      error_message = "After this apply the database vault is encrypted with another key than adbs/vault. Look at its last work request in OCI."
    }
  }
}
