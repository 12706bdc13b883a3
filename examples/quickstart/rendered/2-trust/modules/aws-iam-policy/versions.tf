# Rendered by adbkms from templates/modules/aws-iam-policy/versions.tf.j2: change the spec or the template, not this file.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.68, < 7"
    }
  }
}
