# Rendered by adbkms from the spec of the stack payments-prod. Change the spec, not this file.

output "key_adbs_payments-2025_arn" {
  description = "ARN of the KMS key adbs/payments-2025."
  value       = module.key_adbs_payments-2025.arn
}

output "key_adbs_payments-2026_arn" {
  description = "ARN of the KMS key adbs/payments-2026."
  value       = module.key_adbs_payments-2026.arn
}

output "policy_adbs-payments-keys_arn" {
  description = "ARN of the IAM policy adbs-payments-keys."
  value       = module.policy_adbs-payments-keys.arn
}

output "role_adbs-payments_arn" {
  description = "ARN of the IAM role adbs-payments."
  value       = module.role_adbs-payments.arn
}

output "database_orders_id" {
  description = "OCID of the database orders."
  value       = oci_database_autonomous_database.orders.id
}

output "database_invoices_id" {
  description = "OCID of the database invoices."
  value       = oci_database_autonomous_database.invoices.id
}
