# Rendered by adbkms from templates/modules/aws-iam-role/tests/refusals.tftest.hcl.j2: change the spec or the template, not this file.

# What the variables refuse is settled before any provider is asked. format("%09d", 0) is a text of 9 zeros.
mock_provider "aws" {}

variables {
  name            = "ADBS_AWS_Role1"
  oracle_user_arn = "arn:aws:iam::444455556666:user/oracle-adb"
  external_ids    = ["ocid1.tenancy.oc1..aaaaaaaaexampleuniqueid"]
  policy_arns     = { ADBS_AWS_Policy1 = "arn:aws:iam::111122223333:policy/ADBS_AWS_Policy1" }
}

run "refuses_texts_over_iams_limits" {
  command = plan
  variables {
    name         = format("%065d", 0)
    description  = format("%01001d", 0)
    path         = "/${format("%0511d", 0)}/"
    external_ids = ["ocid1.tenancy.oc1..${format("%01206d", 0)}"]
  }
  expect_failures = [var.name, var.description, var.path, var.external_ids]
}

run "refuses_characters_that_iam_refuses" {
  command = plan
  variables {
    name        = "oracle/ADBS_AWS_Role1"
    description = "Zahlungen – Zürich"
    path        = "oracle/"
  }
  expect_failures = [var.name, var.description, var.path]
}

run "refuses_to_trust_everyone" {
  command = plan
  variables {
    oracle_user_arn = "*"
  }
  expect_failures = [var.oracle_user_arn]
}

run "refuses_to_trust_every_user_of_an_account" {
  command = plan
  variables {
    oracle_user_arn = "arn:aws:iam::444455556666:user/*"
  }
  expect_failures = [var.oracle_user_arn]
}

run "refuses_to_trust_a_whole_account" {
  command = plan
  variables {
    oracle_user_arn = "arn:aws:iam::444455556666:root"
  }
  expect_failures = [var.oracle_user_arn]
}

run "refuses_trust_without_an_external_id" {
  command = plan
  variables {
    external_ids = []
  }
  expect_failures = [var.external_ids]
}

run "refuses_the_word_instead_of_the_ocid" {
  command = plan
  variables {
    external_ids = ["tenant_ocid"]
  }
  expect_failures = [var.external_ids]
}

run "refuses_the_ocid_of_a_user" {
  command = plan
  variables {
    external_ids = ["ocid1.user.oc1..aaaaaaaaexampleuniqueid"]
  }
  expect_failures = [var.external_ids]
}

run "refuses_a_realm_that_is_not_commercial" {
  command = plan
  variables {
    external_ids = ["ocid1.tenancy.oc2..aaaaaaaaexampleuniqueid"]
  }
  expect_failures = [var.external_ids]
}

run "refuses_a_policy_by_its_name_and_a_boundary_that_is_not_a_policy" {
  command = plan
  variables {
    policy_arns          = { ADBS_AWS_Policy1 = "ADBS_AWS_Policy1" }
    permissions_boundary = "arn:aws:iam::111122223333:role/Databases"
  }
  expect_failures = [var.policy_arns, var.permissions_boundary]
}

run "refuses_a_session_under_an_hour" {
  command = plan
  variables {
    max_session_duration = 3599
  }
  expect_failures = [var.max_session_duration]
}

run "refuses_a_session_over_twelve_hours" {
  command = plan
  variables {
    max_session_duration = 43201
  }
  expect_failures = [var.max_session_duration]
}

run "refuses_more_than_50_tags" {
  command = plan
  variables {
    tags = { for number in range(51) : "tag-${number}" => "value" }
  }
  expect_failures = [var.tags]
}

run "refuses_a_tag_key_over_128_characters" {
  command = plan
  variables {
    tags = { (format("%0129d", 0)) = "value" }
  }
  expect_failures = [var.tags]
}

run "refuses_a_tag_key_that_aws_reserves" {
  command = plan
  variables {
    tags = { "AWS:owner" = "payments" }
  }
  expect_failures = [var.tags]
}

run "refuses_a_tag_value_over_256_characters" {
  command = plan
  variables {
    tags = { owner = format("%0257d", 0) }
  }
  expect_failures = [var.tags]
}

run "refuses_a_tag_value_with_characters_that_aws_refuses" {
  command = plan
  variables {
    tags = { owner = "payments & orders" }
  }
  expect_failures = [var.tags]
}
