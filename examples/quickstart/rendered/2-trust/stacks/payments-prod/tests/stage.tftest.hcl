# Rendered by adbkms from the spec of the stack payments-prod. Change the spec, not this file.

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

variables {
  orders_admin_password = "made-up"
}

override_module {
  target = module.key_ADBS_TestAWSKMSKey
  outputs = {
    "arn"        = "arn:aws:kms:us-east-2:111122223333:key/made-up-1"
    "alias_name" = "alias/ADBS_TestAWSKMSKey"
  }
}

run "keys_and_databases_are_as_the_spec_says" {
  command = plan

  override_module {
    target = module.role_ADBS_AWS_Role1
    outputs = {
      "arn" = "arn:aws:iam::111122223333:role/made-up-1"
    }
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].autonomous_database_provider) == "ORACLE_MANAGED"
    error_message = "The encryption_key block of the database orders must have the autonomous_database_provider of the spec."
  }

  assert {
    condition     = can(regex("(?m)^resource \"oci_database_autonomous_database\" \"orders\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?    prevent_destroy += true$", replace(file("${path.module}/main.tf"), "\r", "")))
    error_message = "The database orders must have prevent_destroy."
  }

  assert {
    condition     = can(regex("(?m)^module \"key_ADBS_TestAWSKMSKey\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?  source += \"../../modules/aws-kms-key\"$", replace(file("${path.module}/main.tf"), "\r", "")))
    error_message = "The key ADBS_TestAWSKMSKey must come from the module that protects it."
  }

  assert {
    condition     = can(regex("(?m)^resource \"aws_kms_key\" \"this\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?    prevent_destroy += true$", replace(file("${path.module}/../../modules/aws-kms-key/main.tf"), "\r", "")))
    error_message = "The module aws-kms-key must have prevent_destroy."
  }
}

run "roles_trust_whom_the_spec_says" {
  command = plan

  assert {
    condition     = sort(module.role_ADBS_AWS_Role1.trusted_principals) == sort(["arn:aws:iam::444455556666:user/oracle-adbs"])
    error_message = "The role ADBS_AWS_Role1 must trust Oracle's user of the spec and nobody else."
  }

  assert {
    condition     = sort(module.role_ADBS_AWS_Role1.external_ids) == sort(["ocid1.tenancy.oc1..aaaaaaaaexampletenancy"])
    error_message = "The role ADBS_AWS_Role1 must ask for the external IDs of the spec alone."
  }
}
