# Rendered by adbkms from the spec of the stack payments-test. Change the spec, not this file.

terraform {
  backend "s3" {
    bucket       = "example-terraform-state"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
    key          = "adbkms/payments-test.tfstate"
  }
}
