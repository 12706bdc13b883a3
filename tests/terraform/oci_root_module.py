"""A small root module with one database, written by hand, for the tests of the stand-in for oracle/oci."""

from __future__ import annotations

from pathlib import Path

REQUIREMENT = """
terraform {
  required_providers {
    oci = {
      source  = "oracle/oci"
      version = ">= 6.15"
    }
  }
}

provider "oci" {
  region = "us-ashburn-1"
}
"""

ORACLE_MANAGED_BLOCK = """
  encryption_key {
    autonomous_database_provider = "ORACLE_MANAGED"
  }
"""

AWS_BLOCK = """
  encryption_key {
    autonomous_database_provider = "AWS"
    service_endpoint_uri         = "kms.us-east-2.amazonaws.com"
    key_arn                      = "arn:aws:kms:us-east-2:111122223333:key/0b8ae3f8-5c7d-4e21"
    arn_role                     = "arn:aws:iam::111122223333:role/ADBS_AWS_Role1"
    external_id                  = "tenant_ocid"
  }
"""

AWS_ARGUMENTS = {
    "autonomous_database_provider": "AWS",
    "service_endpoint_uri": "kms.us-east-2.amazonaws.com",
    "key_arn": "arn:aws:kms:us-east-2:111122223333:key/0b8ae3f8-5c7d-4e21",
    "arn_role": "arn:aws:iam::111122223333:role/ADBS_AWS_Role1",
    "external_id": "tenant_ocid",
}


def write_database(root: Path, arguments: str = "", *, db_name: str = "ORDERS", more: str = "") -> None:
    """The root module with one database, its argument text added to what a database needs."""
    root.mkdir(exist_ok=True)
    database = f"""
resource "oci_database_autonomous_database" "orders" {{
  compartment_id           = "ocid1.compartment.oc1..aaaa"
  db_name                  = "{db_name}"
  compute_model            = "ECPU"
  compute_count            = 2
  data_storage_size_in_tbs = 1
  secret_id                = "ocid1.vaultsecret.oc1.iad.bbbb"
{arguments}
}}
"""
    (root / "main.tf").write_text(REQUIREMENT + database + more, encoding="utf-8")
