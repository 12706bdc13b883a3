# Rendered by adbkms from templates/modules/aws-iam-policy/outputs.tf.j2: change the spec or the template, not this file.

output "arn" {
  description = "ARN of the IAM policy."
  value       = aws_iam_policy.this.arn
}

output "name" {
  description = "Name of the IAM policy."
  value       = aws_iam_policy.this.name
}

output "json" {
  description = "The policy document as JSON."
  value       = data.aws_iam_policy_document.this.json
}
