# Rendered by adbkms from the spec of the stack analytics-prod. Change the spec, not this file.

output "key_adbs_lakehouse_arn" {
  description = "ARN of the KMS key adbs/lakehouse."
  value       = module.key_adbs_lakehouse.arn
}

output "policy_adbs-lakehouse-keys_arn" {
  description = "ARN of the IAM policy adbs-lakehouse-keys."
  value       = module.policy_adbs-lakehouse-keys.arn
}

output "database_lakehouse_id" {
  description = "OCID of the database lakehouse."
  value       = oci_database_autonomous_database.lakehouse.id
}
