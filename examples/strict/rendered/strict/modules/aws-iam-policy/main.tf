# Rendered by adbkms from templates/modules/aws-iam-policy/main.tf.j2: change the spec or the template, not this file.

data "aws_iam_policy_document" "this" {
  # Key ARNs, never alias ARNs: an alias in Resource does not authorise the use of the key behind it.
  # https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html
  statement {
    effect    = "Allow"
    actions   = var.actions
    resources = var.key_arns
  }
}

resource "aws_iam_policy" "this" {
  name        = var.name
  description = var.description
  path        = var.path
  policy      = data.aws_iam_policy_document.this.json
  tags        = var.tags

  lifecycle {
    # A limit that AWS does not raise; white space does not count.
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    precondition {
      condition     = length(jsonencode(jsondecode(data.aws_iam_policy_document.this.json))) <= 6144
      error_message = "The policy document is longer than the 6144 characters that IAM allows: spread the keys over several policies."
    }
  }
}
