# Rendered by adbkms from templates/modules/aws-iam-policy/tests/policy_document.tftest.hcl.j2: change the spec or the template, not this file.

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
  name     = "ADBS_AWS_Policy1"
  key_arns = ["arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"]
}

run "allows_key_users_actions_on_the_key_and_nothing_else" {
  command = plan

  assert {
    condition     = length(jsondecode(aws_iam_policy.this.policy).Statement) == 1
    error_message = "The document must have one statement."
  }

  assert {
    condition     = jsondecode(aws_iam_policy.this.policy).Statement[0].Effect == "Allow"
    error_message = "The statement must allow."
  }

  assert {
    condition = toset(jsondecode(aws_iam_policy.this.policy).Statement[0].Action) == toset([
      "kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*",
    ])
    error_message = "The actions must be those of AWS's preset for key users."
  }

  assert {
    condition     = jsondecode(aws_iam_policy.this.policy).Statement[0].Resource == "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    error_message = "The resource must be the key's ARN."
  }
}

run "allows_only_the_given_actions_on_every_key" {
  command = plan

  variables {
    actions = ["kms:DescribeKey", "kms:Decrypt"]
    key_arns = [
      "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      "arn:aws:kms:eu-central-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
    ]
  }

  assert {
    condition     = toset(jsondecode(aws_iam_policy.this.policy).Statement[0].Action) == toset(["kms:DescribeKey", "kms:Decrypt"])
    error_message = "The actions must be the given ones."
  }

  assert {
    condition     = toset(jsondecode(aws_iam_policy.this.policy).Statement[0].Resource) == toset(var.key_arns)
    error_message = "The resources must be the ARNs of both keys."
  }
}

run "names_the_policy" {
  command = plan

  variables {
    path        = "/oracle/adb/"
    description = "Keys of the payments databases"
    tags        = { "cost-center" = "42" }
  }

  assert {
    condition     = aws_iam_policy.this.name == "ADBS_AWS_Policy1" && output.name == "ADBS_AWS_Policy1"
    error_message = "The policy must have the given name."
  }

  assert {
    condition     = aws_iam_policy.this.path == "/oracle/adb/"
    error_message = "The policy must have the given path."
  }

  assert {
    condition     = aws_iam_policy.this.description == "Keys of the payments databases"
    error_message = "The policy must have the given description."
  }

  assert {
    condition     = aws_iam_policy.this.tags == tomap({ "cost-center" = "42" })
    error_message = "The policy must have the given tags."
  }

  assert {
    condition     = jsondecode(output.json) == jsondecode(aws_iam_policy.this.policy)
    error_message = "The output json must be the policy document."
  }
}

run "refuses_more_keys_than_fit_into_one_document" {
  command = plan

  variables {
    key_arns = [for number in range(100) : format("arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-%012d", number)]
  }

  expect_failures = [aws_iam_policy.this]
}

run "takes_values_at_iams_limits" {
  command = plan

  variables {
    name        = format("%0128d", 0)
    description = format("%01000d", 0)
    path        = "/${format("%0510d", 0)}/"
    tags        = { (format("%0128d", 0)) = format("%0256d", 0) }
  }

  assert {
    condition     = length(aws_iam_policy.this.name) == 128 && length(aws_iam_policy.this.path) == 512
    error_message = "The longest name and path must be taken."
  }
}
