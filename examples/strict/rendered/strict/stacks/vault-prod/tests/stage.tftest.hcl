# Rendered by adbkms from the spec of the stack vault-prod. Change the spec, not this file.

# Run `terraform test` (1.7 or newer): it plans with mocked providers, and reaches no cloud.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      "json" = "{}"
    }
  }
}

mock_provider "oci" {
}

override_module {
  target = module.key_adbs_vault
  outputs = {
    "arn"        = "arn:aws:kms:us-east-2:111122223333:key/made-up-1"
    "alias_name" = "alias/adbs/vault"
  }
}

run "keys_and_databases_are_as_the_spec_says" {
  command = plan

  override_module {
    target = module.role_adbs-vault
    outputs = {
      "arn" = "arn:aws:iam::111122223333:role/made-up-1"
    }
  }

  assert {
    condition     = one(oci_database_autonomous_database.vault.encryption_key[*].autonomous_database_provider) == "AWS"
    error_message = "The encryption_key block of the database vault must have the autonomous_database_provider of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.vault.encryption_key[*].key_arn) == module.key_adbs_vault.arn
    error_message = "The encryption_key block of the database vault must have the key_arn of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.vault.encryption_key[*].service_endpoint_uri) == "kms.us-east-2.amazonaws.com"
    error_message = "The encryption_key block of the database vault must have the service_endpoint_uri of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.vault.encryption_key[*].arn_role) == module.role_adbs-vault.arn
    error_message = "The encryption_key block of the database vault must have the arn_role of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.vault.encryption_key[*].external_id) == "database_ocid"
    error_message = "The encryption_key block of the database vault must have the external_id of the spec."
  }

  assert {
    condition     = can(regex("(?m)^resource \"oci_database_autonomous_database\" \"vault\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?    prevent_destroy += true$", replace(file("${path.module}/main.tf"), "\r", "")))
    error_message = "The database vault must have prevent_destroy."
  }

  assert {
    condition     = can(regex("(?m)^module \"key_adbs_vault\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?  source += \"../../modules/aws-kms-key\"$", replace(file("${path.module}/main.tf"), "\r", "")))
    error_message = "The key adbs/vault must come from the module that protects it."
  }

  assert {
    condition     = can(regex("(?m)^resource \"aws_kms_key\" \"this\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?    prevent_destroy += true$", replace(file("${path.module}/../../modules/aws-kms-key/main.tf"), "\r", "")))
    error_message = "The module aws-kms-key must have prevent_destroy."
  }
}

run "roles_trust_whom_the_spec_says" {
  command = plan

  assert {
    condition     = sort(module.role_adbs-vault.trusted_principals) == sort(["arn:aws:iam::444455556666:user/oracle-adbs-vault"])
    error_message = "The role adbs-vault must trust Oracle's user of the spec and nobody else."
  }

  assert {
    condition     = sort(module.role_adbs-vault.external_ids) == sort(["ocid1.autonomousdatabase.oc1.iad.aaaaaaaavault"])
    error_message = "The role adbs-vault must ask for the external IDs of the spec alone."
  }
}
