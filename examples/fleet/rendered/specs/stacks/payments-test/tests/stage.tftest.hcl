# Rendered by adbkms from the spec of the stack payments-test. Change the spec, not this file.

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
  target = module.key_adbs_payments-test
  outputs = {
    "arn"        = "arn:aws:kms:eu-central-1:222233334444:key/made-up-1"
    "alias_name" = "alias/adbs/payments-test"
  }
}

run "keys_and_databases_are_as_the_spec_says" {
  command = plan

  override_module {
    target = module.role_adbs-payments-test
    outputs = {
      "arn" = "arn:aws:iam::222233334444:role/made-up-1"
    }
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].autonomous_database_provider) == "AWS"
    error_message = "The encryption_key block of the database orders must have the autonomous_database_provider of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].key_arn) == module.key_adbs_payments-test.arn
    error_message = "The encryption_key block of the database orders must have the key_arn of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].service_endpoint_uri) == "kms.eu-central-1.amazonaws.com"
    error_message = "The encryption_key block of the database orders must have the service_endpoint_uri of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].arn_role) == module.role_adbs-payments-test.arn
    error_message = "The encryption_key block of the database orders must have the arn_role of the spec."
  }

  assert {
    condition     = one(oci_database_autonomous_database.orders.encryption_key[*].external_id) == "compartment_ocid"
    error_message = "The encryption_key block of the database orders must have the external_id of the spec."
  }
}

run "roles_trust_whom_the_spec_says" {
  command = plan

  assert {
    condition     = sort(module.role_adbs-payments-test.trusted_principals) == sort(["arn:aws:iam::444455556666:user/oracle-adbs-payments"])
    error_message = "The role adbs-payments-test must trust Oracle's user of the spec and nobody else."
  }

  assert {
    condition     = sort(module.role_adbs-payments-test.external_ids) == sort(["ocid1.compartment.oc1..aaaaaaaapaymentstest"])
    error_message = "The role adbs-payments-test must ask for the external IDs of the spec alone."
  }
}
