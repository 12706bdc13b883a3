# Rendered by adbkms from the spec of the stack payments-test. Change the spec, not this file.

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["222233334444"]

  assume_role {
    role_arn = "arn:aws:iam::222233334444:role/terraform"
  }

  default_tags {
    tags = {
      "team"        = "platform"
      "cost-center" = "0042"
      "stage"       = "test"
    }
  }
}

provider "oci" {
  region              = "eu-frankfurt-1"
  config_file_profile = "TEST"
}
