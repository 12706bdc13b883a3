# Rendered by adbkms from the spec of the stack ledger-prod. Change the spec, not this file.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.68, < 7"
    }
    oci = {
      source  = "oracle/oci"
      version = ">= 6.15"
    }
  }
}
