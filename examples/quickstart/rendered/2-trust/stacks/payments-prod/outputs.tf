# Rendered by adbkms from the spec of the stack payments-prod. Change the spec, not this file.

output "key_ADBS_TestAWSKMSKey_arn" {
  description = "ARN of the KMS key ADBS_TestAWSKMSKey."
  value       = module.key_ADBS_TestAWSKMSKey.arn
}

output "policy_ADBS_AWS_Policy1_arn" {
  description = "ARN of the IAM policy ADBS_AWS_Policy1."
  value       = module.policy_ADBS_AWS_Policy1.arn
}

output "role_ADBS_AWS_Role1_arn" {
  description = "ARN of the IAM role ADBS_AWS_Role1."
  value       = module.role_ADBS_AWS_Role1.arn
}

output "database_orders_id" {
  description = "OCID of the database orders."
  value       = oci_database_autonomous_database.orders.id
}
