# Rendered by adbkms from templates/modules/aws-kms-key/tests/refusals.tftest.hcl.j2: change the spec or the template, not this file.

# What the variables refuse is settled before any provider is asked. format("%09d", 0) is a text of 9 zeros.
mock_provider "aws" {}

variables {
  alias = "ADBS_TestAWSKMSKey"
}

run "refuses_values_over_kmss_limits" {
  command = plan
  variables {
    alias                   = format("%0251d", 0)
    description             = format("%08193d", 0)
    deletion_window_in_days = 31
    rotation_period_in_days = 2561
  }
  expect_failures = [var.alias, var.description, var.deletion_window_in_days, var.rotation_period_in_days]
}

run "refuses_values_under_kmss_limits" {
  command = plan
  variables {
    alias                   = ""
    deletion_window_in_days = 6
    rotation_period_in_days = 89
  }
  expect_failures = [var.alias, var.deletion_window_in_days, var.rotation_period_in_days]
}

run "refuses_an_alias_with_a_dot" {
  command = plan
  variables {
    alias = "orders.prod"
  }
  expect_failures = [var.alias]
}

run "refuses_an_alias_with_its_prefix" {
  command = plan
  variables {
    alias = "alias/ADBS_TestAWSKMSKey"
  }
  expect_failures = [var.alias]
}

run "refuses_an_alias_that_aws_reserves" {
  command = plan
  variables {
    alias = "aws/rds"
  }
  expect_failures = [var.alias]
}

run "refuses_everyone_as_administrator" {
  command = plan
  variables {
    administrators = ["*"]
  }
  expect_failures = [var.administrators]
}

run "refuses_every_role_as_administrator" {
  command = plan
  variables {
    administrators = ["arn:aws:iam::111122223333:role/*"]
  }
  expect_failures = [var.administrators]
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
