# Rendered by adbkms from the spec of the stack analytics-prod. Change the spec, not this file.

provider "aws" {
  region              = "us-east-2"
  allowed_account_ids = ["012345678901"]

  default_tags {
    tags = {
      "team"        = "platform"
      "cost-center" = "0042"
    }
  }
}

provider "oci" {
  region = "us-ashburn-1"
}
