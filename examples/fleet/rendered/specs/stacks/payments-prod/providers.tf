# Rendered by adbkms from the spec of the stack payments-prod. Change the spec, not this file.

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111122223333"]
  profile             = "payments-prod"

  default_tags {
    tags = {
      "team"        = "platform"
      "cost-center" = "0042"
    }
  }
}

provider "oci" {
  region = "eu-frankfurt-1"
}
