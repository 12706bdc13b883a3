# Rendered by adbkms from templates/modules/aws-iam-role/outputs.tf.j2: change the spec or the template, not this file.

output "arn" {
  description = "ARN of the IAM role. Whatever refers to it waits until the policies are attached."
  value       = aws_iam_role.this.arn

  # Without this a database could be switched to its key while the role may not use that key yet.
  depends_on = [aws_iam_role_policy_attachment.this]
}

output "name" {
  description = "Name of the IAM role."
  value       = aws_iam_role.this.name
}

output "unique_id" {
  description = "The ID that AWS gave to the IAM role; a role that is made again with the same name has another one."
  value       = aws_iam_role.this.unique_id
}

output "assume_role_policy" {
  description = "The trust policy as JSON."
  value       = data.aws_iam_policy_document.trust.json
}

output "trusted_principals" {
  description = "Whom the trust policy names, once for each statement: ARNs, and with its type before it what is not of the type AWS."
  value = flatten([
    for statement in data.aws_iam_policy_document.trust.statement : [
      for principal in statement.principals : [
        for identifier in principal.identifiers : principal.type == "AWS" ? identifier : "${principal.type}:${identifier}"
      ]
    ]
  ])
}

output "external_ids" {
  description = "The external IDs of which the trust policy asks for one, once for each statement."
  value = flatten([
    for statement in data.aws_iam_policy_document.trust.statement : [
      for condition in statement.condition : condition.values
      if condition.test == "StringEquals" && condition.variable == "sts:ExternalId"
    ]
  ])
}
