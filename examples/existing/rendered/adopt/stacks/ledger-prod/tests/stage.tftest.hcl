# Rendered by adbkms from the spec of the stack ledger-prod. Change the spec, not this file.

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

override_resource {
  target = oci_database_autonomous_database.ledger
}

override_resource {
  target = oci_database_autonomous_database.journal
}

run "keys_and_databases_are_as_the_spec_says" {
  command = plan

  assert {
    condition     = one(oci_database_autonomous_database.ledger.encryption_key[*].autonomous_database_provider) == "AWS"
    error_message = "The encryption_key block of the database ledger must have the autonomous_database_provider of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.ledger.encryption_key[*].key_arn) == "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    error_message = "The encryption_key block of the database ledger must have the key_arn of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.ledger.encryption_key[*].service_endpoint_uri) == "kms.us-east-2.amazonaws.com"
    error_message = "The encryption_key block of the database ledger must have the service_endpoint_uri of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.ledger.encryption_key[*].arn_role) == "arn:aws:iam::111122223333:role/security/ledger-adbs"
    error_message = "The encryption_key block of the database ledger must have the arn_role of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.ledger.encryption_key[*].external_id) == "tenant_ocid"
    error_message = "The encryption_key block of the database ledger must have the external_id of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.journal.encryption_key[*].autonomous_database_provider) == "AWS"
    error_message = "The encryption_key block of the database journal must have the autonomous_database_provider of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.journal.encryption_key[*].key_arn) == "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    error_message = "The encryption_key block of the database journal must have the key_arn of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.journal.encryption_key[*].service_endpoint_uri) == "kms.us-east-2.amazonaws.com"
    error_message = "The encryption_key block of the database journal must have the service_endpoint_uri of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.journal.encryption_key[*].arn_role) == "arn:aws:iam::111122223333:role/security/ledger-adbs"
    error_message = "The encryption_key block of the database journal must have the arn_role of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.journal.encryption_key[*].external_id) == "tenant_ocid"
    error_message = "The encryption_key block of the database journal must have the external_id of the spec."
  }

  assert {
    condition     = can(regex("(?m)^resource \"oci_database_autonomous_database\" \"ledger\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?    prevent_destroy += true$", replace(file("${path.module}/main.tf"), "\r", "")))
    error_message = "The database ledger must have prevent_destroy."
  }

  assert {
    condition     = can(regex("(?m)^resource \"oci_database_autonomous_database\" \"journal\" \\{$\\n(?:(?:[^}\\n].*)?\\n)*?    prevent_destroy += true$", replace(file("${path.module}/main.tf"), "\r", "")))
    error_message = "The database journal must have prevent_destroy."
  }
}
