# Rendered by adbkms from the spec of the stack payments-test. Change the spec, not this file.

output "key_adbs_payments-test_arn" {
  description = "ARN of the KMS key adbs/payments-test."
  value       = module.key_adbs_payments-test.arn
}

output "policy_adbs-payments-test-keys_arn" {
  description = "ARN of the IAM policy adbs-payments-test-keys."
  value       = module.policy_adbs-payments-test-keys.arn
}

output "role_adbs-payments-test_arn" {
  description = "ARN of the IAM role adbs-payments-test."
  value       = module.role_adbs-payments-test.arn
}

output "database_orders_id" {
  description = "OCID of the database orders."
  value       = oci_database_autonomous_database.orders.id
}
