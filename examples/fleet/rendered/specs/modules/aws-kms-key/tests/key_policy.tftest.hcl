# Rendered by adbkms from templates/modules/aws-kms-key/tests/key_policy.tftest.hcl.j2: change the spec or the template, not this file.

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

# The one thing that the module asks AWS.
override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

variables {
  alias = "ADBS_TestAWSKMSKey"
}

run "leaves_the_say_to_the_account" {
  command = plan

  assert {
    condition = jsonencode(jsondecode(aws_kms_key.this.policy).Statement) == jsonencode([{
      Sid       = "Enable IAM User Permissions"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "kms:*"
      Resource  = "*"
    }])
    error_message = "The key policy must delegate to the account root, and do nothing else."
  }

  assert {
    condition     = jsondecode(output.policy) == jsondecode(aws_kms_key.this.policy)
    error_message = "The output policy must be the key policy."
  }
}

run "lets_administrators_administer" {
  command = plan

  variables {
    administrators = ["arn:aws:iam::111122223333:role/KeyAdministrators", "arn:aws:iam::111122223333:user/breakglass"]
  }

  assert {
    condition     = [for statement in jsondecode(aws_kms_key.this.policy).Statement : statement.Sid] == ["Enable IAM User Permissions", "KeyAdministrators"]
    error_message = "The key policy must have one statement for the account root and one for the administrators."
  }

  assert {
    condition     = tolist(jsondecode(aws_kms_key.this.policy).Statement[1].Principal.AWS) == var.administrators
    error_message = "The administrators must be the given ones."
  }

  assert {
    condition = length(setsubtract(
      ["kms:DescribeKey", "kms:PutKeyPolicy", "kms:EnableKeyRotation", "kms:DisableKey", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion", "kms:TagResource"],
      jsondecode(aws_kms_key.this.policy).Statement[1].Action,
    )) == 0
    error_message = "Administrators must be able to look after the key."
  }

  assert {
    condition = length(setintersection(
      ["kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
      jsondecode(aws_kms_key.this.policy).Statement[1].Action,
    )) == 0
    error_message = "Administrators must neither use the key nor hand out its use."
  }

  assert {
    condition     = alltrue([for action in jsondecode(aws_kms_key.this.policy).Statement[1].Action : can(regex("^kms:[A-Za-z]+$", action))])
    error_message = "The administrators' actions must be listed one by one, without wildcards."
  }
}

run "follows_the_partition" {
  command = plan

  override_data {
    target = data.aws_partition.current
    values = {
      partition = "aws-us-gov"
    }
  }

  assert {
    condition     = jsondecode(aws_kms_key.this.policy).Statement[0].Principal.AWS == "arn:aws-us-gov:iam::111122223333:root"
    error_message = "The account root must be of the provider's partition."
  }
}
