# Rendered by adbkms from templates/modules/aws-iam-role/tests/role.tftest.hcl.j2: change the spec or the template, not this file.

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

run "makes_the_role_with_its_defaults" {
  command = plan

  assert {
    condition     = aws_iam_role.this.name == "ADBS_AWS_Role1" && output.name == "ADBS_AWS_Role1"
    error_message = "The role must have the given name."
  }

  assert {
    condition     = aws_iam_role.this.path == "/"
    error_message = "The path must be / when none is given."
  }

  assert {
    condition     = aws_iam_role.this.max_session_duration == 3600
    error_message = "A session must last an hour when nothing else is given."
  }

  assert {
    condition     = aws_iam_role.this.permissions_boundary == null
    error_message = "There must be no permissions boundary when none is given."
  }
}

run "makes_the_role_as_given" {
  command = plan

  variables {
    description          = "Payments, Zürich"
    path                 = "/oracle/adb/"
    max_session_duration = 43200
    permissions_boundary = "arn:aws:iam::111122223333:policy/boundaries/Databases"
    tags                 = { "cost-center" = "42" }
  }

  assert {
    condition     = aws_iam_role.this.description == "Payments, Zürich"
    error_message = "The role must have the given description."
  }

  assert {
    condition     = aws_iam_role.this.path == "/oracle/adb/"
    error_message = "The role must have the given path."
  }

  assert {
    condition     = aws_iam_role.this.max_session_duration == 43200
    error_message = "The role must have the given session duration."
  }

  assert {
    condition     = aws_iam_role.this.permissions_boundary == "arn:aws:iam::111122223333:policy/boundaries/Databases"
    error_message = "The role must have the given permissions boundary."
  }

  assert {
    condition     = aws_iam_role.this.tags == tomap({ "cost-center" = "42" })
    error_message = "The role must have the given tags."
  }
}

run "attaches_every_policy_under_its_name" {
  command = plan

  variables {
    policy_arns = {
      ADBS_AWS_Policy1 = "arn:aws:iam::111122223333:policy/ADBS_AWS_Policy1"
      decrypt_only     = "arn:aws:iam::111122223333:policy/oracle/DecryptOnly"
    }
  }

  assert {
    condition     = tomap({ for name, attachment in aws_iam_role_policy_attachment.this : name => attachment.policy_arn }) == var.policy_arns
    error_message = "Every policy must be attached under its name."
  }

  assert {
    condition     = alltrue([for attachment in aws_iam_role_policy_attachment.this : attachment.role == "ADBS_AWS_Role1"])
    error_message = "The policies must be attached to this role."
  }
}

run "takes_values_at_iams_limits" {
  command = plan

  variables {
    name         = format("%064d", 0)
    description  = format("%01000d", 0)
    path         = "/${format("%0510d", 0)}/"
    external_ids = ["ocid1.tenancy.oc1..${format("%01205d", 0)}"]
    tags         = { (format("%0128d", 0)) = format("%0256d", 0) }
  }

  assert {
    condition     = length(aws_iam_role.this.name) == 64 && length(aws_iam_role.this.path) == 512
    error_message = "The longest name and path must be taken."
  }
}
