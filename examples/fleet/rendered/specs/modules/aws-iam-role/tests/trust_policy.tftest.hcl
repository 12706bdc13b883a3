# Rendered by adbkms from templates/modules/aws-iam-role/tests/trust_policy.tftest.hcl.j2: change the spec or the template, not this file.

# The real provider, so that the policy documents are the real ones. The credentials are made up:
# nothing here is applied and no call is made, so the tests need neither an account nor a network.
provider "aws" {
  region                      = "us-east-2"
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name            = "ADBS_AWS_Role1"
  oracle_user_arn = "arn:aws:iam::444455556666:user/oracle-adb"
  external_ids    = ["ocid1.tenancy.oc1..aaaaaaaaexampleuniqueid"]
  policy_arns     = { ADBS_AWS_Policy1 = "arn:aws:iam::111122223333:policy/ADBS_AWS_Policy1" }
}

run "trusts_oracles_user_with_the_external_id_and_no_one_else" {
  command = plan

  assert {
    condition     = length(jsondecode(aws_iam_role.this.assume_role_policy).Statement) == 1
    error_message = "The trust policy must have one statement."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Effect == "Allow"
    error_message = "The statement must allow."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Action == "sts:AssumeRole"
    error_message = "The action must be sts:AssumeRole alone."
  }

  assert {
    condition     = jsonencode(jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Principal) == jsonencode({ AWS = "arn:aws:iam::444455556666:user/oracle-adb" })
    error_message = "The principal must be Oracle's user alone."
  }

  assert {
    condition     = jsonencode(jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition) == jsonencode({ StringEquals = { "sts:ExternalId" = "ocid1.tenancy.oc1..aaaaaaaaexampleuniqueid" } })
    error_message = "The external ID must be the literal OCID of the tenancy, compared with StringEquals."
  }

  assert {
    condition     = jsondecode(output.assume_role_policy) == jsondecode(aws_iam_role.this.assume_role_policy)
    error_message = "The output assume_role_policy must be the trust policy."
  }
}

run "trusts_several_databases" {
  command = plan

  variables {
    external_ids = [
      "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaorders",
      "ocid1.autonomousdatabase.oc1.iad.aaaaaaaapayments",
    ]
  }

  assert {
    condition     = toset(jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals["sts:ExternalId"]) == toset(var.external_ids)
    error_message = "The external IDs must be the OCIDs of both databases."
  }
}

run "trusts_a_compartment" {
  command = plan

  variables {
    external_ids = ["ocid1.compartment.oc1..aaaaaaaaexampleuniqueid"]
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals["sts:ExternalId"] == "ocid1.compartment.oc1..aaaaaaaaexampleuniqueid"
    error_message = "The external ID must be the OCID of the compartment."
  }
}
