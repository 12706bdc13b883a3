# Rendered by adbkms from the spec of the stack ledger-prod. Change the spec, not this file.

provider "aws" {
  region              = "us-east-2"
  allowed_account_ids = ["111122223333"]
}

provider "oci" {
  region = "us-ashburn-1"
}
