# Rendered by adbkms from the spec of the stack vault-prod. Change the spec, not this file.

provider "aws" {
  region              = "us-east-2"
  allowed_account_ids = ["111122223333"]

  default_tags {
    tags = {
      "data-class" = "restricted"
    }
  }
}

provider "oci" {
  region = "us-ashburn-1"
}
