# Rendered by adbkms from the spec of the stack vault-prod. Change the spec, not this file.

output "key_adbs_vault_arn" {
  description = "ARN of the KMS key adbs/vault."
  value       = module.key_adbs_vault.arn
}

output "policy_adbs-vault-key_arn" {
  description = "ARN of the IAM policy adbs-vault-key."
  value       = module.policy_adbs-vault-key.arn
}

output "role_adbs-vault_arn" {
  description = "ARN of the IAM role adbs-vault."
  value       = module.role_adbs-vault.arn
}

output "database_vault_id" {
  description = "OCID of the database vault."
  value       = oci_database_autonomous_database.vault.id
}
