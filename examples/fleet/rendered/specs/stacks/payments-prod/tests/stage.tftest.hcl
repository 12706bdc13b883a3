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

override_module {
  target = module.key_adbs_payments-2025
  outputs = {
    "arn"        = "arn:aws:kms:eu-central-1:111122223333:key/made-up-1"
    "alias_name" = "alias/adbs/payments-2025"
  }
}

override_module {
  target = module.key_adbs_payments-2026
  outputs = {
    "arn"        = "arn:aws:kms:eu-central-1:111122223333:key/made-up-2"
    "alias_name" = "alias/adbs/payments-2026"
  }
}

run "keys_and_databases_are_as_the_spec_says" {
  command = plan

  override_module {
    target = module.role_adbs-payments
    outputs = {
      "arn" = "arn:aws:iam::111122223333:role/made-up-1"
    }
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].autonomous_database_provider) == "AWS"
    error_message = "The encryption_key block of the database orders must have the autonomous_database_provider of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].key_arn) == module.key_adbs_payments-2026.arn
    error_message = "The encryption_key block of the database orders must have the key_arn of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].service_endpoint_uri) == "kms.eu-central-1.amazonaws.com"
    error_message = "The encryption_key block of the database orders must have the service_endpoint_uri of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].arn_role) == module.role_adbs-payments.arn
    error_message = "The encryption_key block of the database orders must have the arn_role of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].external_id) == "tenant_ocid"
    error_message = "The encryption_key block of the database orders must have the external_id of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.invoices.encryption_key[*].autonomous_database_provider) == "AWS"
    error_message = "The encryption_key block of the database invoices must have the autonomous_database_provider of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.invoices.encryption_key[*].key_arn) == module.key_adbs_payments-2026.arn
    error_message = "The encryption_key block of the database invoices must have the key_arn of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.invoices.encryption_key[*].service_endpoint_uri) == "kms.eu-central-1.amazonaws.com"
    error_message = "The encryption_key block of the database invoices must have the service_endpoint_uri of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.invoices.encryption_key[*].arn_role) == module.role_adbs-payments.arn
    error_message = "The encryption_key block of the database invoices must have the arn_role of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.invoices.encryption_key[*].external_id) == "tenant_ocid"
    error_message = "The encryption_key block of the database invoices must have the external_id of the spec."
  }

  assert {
    condition     = can(regex("(?m)^resource \"oci_database_autonomous_database\" \"orders\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?    prevent_destroy += true$", replace(file("${path.module}/main.tf"), "\r", "")))
    error_message = "The database orders must have prevent_destroy."
  }

  assert {
    condition     = can(regex("(?m)^resource \"oci_database_autonomous_database\" \"invoices\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?    prevent_destroy += true$", replace(file("${path.module}/main.tf"), "\r", "")))
    error_message = "The database invoices must have prevent_destroy."
  }

  assert {
    condition     = can(regex("(?m)^module \"key_adbs_payments-2025\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?  source += \"../../modules/aws-kms-key\"$", replace(file("${path.module}/main.tf"), "\r", "")))
    error_message = "The key adbs/payments-2025 must come from the module that protects it."
  }

  assert {
    condition     = can(regex("(?m)^module \"key_adbs_payments-2026\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?  source += \"../../modules/aws-kms-key\"$", replace(file("${path.module}/main.tf"), "\r", "")))
    error_message = "The key adbs/payments-2026 must come from the module that protects it."
  }

  assert {
    condition     = can(regex("(?m)^resource \"aws_kms_key\" \"this\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?    prevent_destroy += true$", replace(file("${path.module}/../../modules/aws-kms-key/main.tf"), "\r", "")))
    error_message = "The module aws-kms-key must have prevent_destroy."
  }
}

run "roles_trust_whom_the_spec_says" {
  command = plan

  assert {
    condition     = sort(module.role_adbs-payments.trusted_principals) == sort(["arn:aws:iam::444455556666:user/oracle-adbs-payments"])
    error_message = "The role adbs-payments must trust Oracle's user of the spec and nobody else."
  }

  assert {
    condition     = sort(module.role_adbs-payments.external_ids) == sort(["ocid1.tenancy.oc1..aaaaaaaaexampletenancy"])
    error_message = "The role adbs-payments must ask for the external IDs of the spec alone."
  }
}
