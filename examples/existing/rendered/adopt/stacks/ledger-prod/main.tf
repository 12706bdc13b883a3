# Rendered by adbkms from the spec of the stack ledger-prod. Change the spec, not this file.

resource "oci_database_autonomous_database" "ledger" {
  compartment_id = "ocid1.compartment.oc1..aaaaaaaaledger"
  db_name        = "LEDGER"

  encryption_key {
    autonomous_database_provider = "AWS"
    key_arn                      = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    service_endpoint_uri         = "kms.us-east-2.amazonaws.com"
    arn_role                     = "arn:aws:iam::111122223333:role/security/ledger-adbs"
    external_id                  = "tenant_ocid"
  }

  lifecycle {
    prevent_destroy = true

    # What the spec does not say stays as it is in OCI.
    ignore_changes = [whitelisted_ips, admin_password]

    postcondition {
      condition     = one(self.encryption_key[*].autonomous_database_provider) == "AWS"
      error_message = "After this apply the database ledger is not encrypted with a key in AWS KMS. Look at its last work request in OCI."
    }

    postcondition {
      condition     = one(self.encryption_key[*].key_arn) == "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      error_message = "After this apply the database ledger is encrypted with another key than ledger. Look at its last work request in OCI."
    }
  }
}

resource "oci_database_autonomous_database" "journal" {
  compartment_id = "ocid1.compartment.oc1..aaaaaaaaledger"
  db_name        = "JOURNAL"

  encryption_key {
    autonomous_database_provider = "AWS"
    key_arn                      = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    service_endpoint_uri         = "kms.us-east-2.amazonaws.com"
    arn_role                     = "arn:aws:iam::111122223333:role/security/ledger-adbs"
    external_id                  = "tenant_ocid"
  }

  lifecycle {
    prevent_destroy = true

    # What the spec does not say stays as it is in OCI.
    ignore_changes = [whitelisted_ips, admin_password]

    postcondition {
      condition     = one(self.encryption_key[*].autonomous_database_provider) == "AWS"
      error_message = "After this apply the database journal is not encrypted with a key in AWS KMS. Look at its last work request in OCI."
    }

    postcondition {
      condition     = one(self.encryption_key[*].key_arn) == "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      error_message = "After this apply the database journal is encrypted with another key than arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab. Look at its last work request in OCI."
    }
  }
}
