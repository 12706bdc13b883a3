# Rendered by adbkms from templates/modules/aws-iam-policy/tests/refusals.tftest.hcl.j2: change the spec or the template, not this file.

# What the variables refuse is settled before any provider is asked. format("%09d", 0) is a text of 9 zeros.
mock_provider "aws" {}

variables {
  name     = "ADBS_AWS_Policy1"
  key_arns = ["arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"]
}

run "refuses_texts_over_iams_limits" {
  command = plan
  variables {
    name        = format("%0129d", 0)
    description = format("%01001d", 0)
    path        = "/${format("%0511d", 0)}/"
  }
  expect_failures = [var.name, var.description, var.path]
}

run "refuses_a_name_with_a_space_and_a_path_without_its_last_slash" {
  command = plan
  variables {
    name = "ADBS AWS Policy1"
    path = "/oracle"
  }
  expect_failures = [var.name, var.path]
}

run "refuses_a_policy_without_keys_or_actions" {
  command = plan
  variables {
    key_arns = []
    actions  = []
  }
  expect_failures = [var.key_arns, var.actions]
}

run "refuses_every_resource_and_every_action" {
  command = plan
  variables {
    key_arns = ["*"]
    actions  = ["*"]
  }
  expect_failures = [var.key_arns, var.actions]
}

run "refuses_every_key_of_an_account_and_every_kms_action" {
  command = plan
  variables {
    key_arns = ["arn:aws:kms:us-east-2:111122223333:key/*"]
    actions  = ["kms:*"]
  }
  expect_failures = [var.key_arns, var.actions]
}

run "refuses_an_alias_arn" {
  command = plan
  variables {
    key_arns = ["arn:aws:kms:us-east-2:111122223333:alias/ADBS_TestAWSKMSKey"]
  }
  expect_failures = [var.key_arns]
}

run "refuses_an_action_of_another_service" {
  command = plan
  variables {
    actions = ["kms:Decrypt", "s3:GetObject"]
  }
  expect_failures = [var.actions]
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
