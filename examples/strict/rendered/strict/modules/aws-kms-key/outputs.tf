# Rendered by adbkms from templates/modules/aws-kms-key/outputs.tf.j2: change the spec or the template, not this file.

output "arn" {
  description = "ARN of the key: what IAM policies and databases refer to."
  value       = aws_kms_key.this.arn
}

output "key_id" {
  description = "ID of the key."
  value       = aws_kms_key.this.key_id
}

output "alias_name" {
  description = "Name of the alias, with the prefix alias/."
  value       = aws_kms_alias.this.name
}

output "alias_arn" {
  description = "ARN of the alias. In an IAM policy it does not authorise the use of the key."
  value       = aws_kms_alias.this.arn
}

output "policy" {
  description = "The key policy as JSON."
  value       = local.key_policy
}
