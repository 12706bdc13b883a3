# Rendered by adbkms from templates/modules/aws-kms-key/tests/key.tftest.hcl.j2: change the spec or the template, not this file.

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

run "makes_a_symmetric_key_with_its_defaults" {
  command = plan

  assert {
    condition     = aws_kms_key.this.key_usage == "ENCRYPT_DECRYPT"
    error_message = "The key must encrypt and decrypt."
  }

  assert {
    condition     = aws_kms_key.this.customer_master_key_spec == "SYMMETRIC_DEFAULT"
    error_message = "The key must be symmetric."
  }

  assert {
    condition     = aws_kms_key.this.bypass_policy_lockout_safety_check == false
    error_message = "AWS's check against locking oneself out of the key must stay on."
  }

  assert {
    condition     = aws_kms_key.this.deletion_window_in_days == 30
    error_message = "The deletion window must be the longest when none is given."
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation == true && aws_kms_key.this.rotation_period_in_days == 365
    error_message = "AWS must rotate the key every year when nothing else is given."
  }
}

run "makes_the_key_as_given" {
  command = plan

  variables {
    description             = "Master key of payments – Zürich"
    deletion_window_in_days = 7
    rotation_period_in_days = 90
    tags                    = { "cost-center" = "42" }
  }

  assert {
    condition     = aws_kms_key.this.description == "Master key of payments – Zürich"
    error_message = "The key must have the given description."
  }

  assert {
    condition     = aws_kms_key.this.deletion_window_in_days == 7
    error_message = "The key must have the given deletion window."
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation == true && aws_kms_key.this.rotation_period_in_days == 90
    error_message = "AWS must rotate the key in the given period."
  }

  assert {
    condition     = aws_kms_key.this.tags == tomap({ "cost-center" = "42" })
    error_message = "The key must have the given tags."
  }
}

run "turns_rotation_off" {
  command = plan

  variables {
    rotation_period_in_days = null
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation == false
    error_message = "AWS must not rotate the key when the rotation period is null."
  }
}

run "names_the_alias" {
  command = plan

  assert {
    condition     = aws_kms_alias.this.name == "alias/ADBS_TestAWSKMSKey"
    error_message = "The alias must be the given one after the prefix alias/."
  }

  assert {
    condition     = output.alias_name == "alias/ADBS_TestAWSKMSKey"
    error_message = "The output alias_name must be the alias with its prefix."
  }
}

run "takes_values_at_kmss_limits" {
  command = plan

  variables {
    alias                   = format("%0250d", 0)
    description             = format("%08192d", 0)
    deletion_window_in_days = 7
    rotation_period_in_days = 2560
    tags                    = { (format("%0128d", 0)) = format("%0256d", 0) }
  }

  assert {
    condition     = length(aws_kms_alias.this.name) == 256 && aws_kms_key.this.rotation_period_in_days == 2560
    error_message = "The longest alias and rotation period must be taken."
  }
}
