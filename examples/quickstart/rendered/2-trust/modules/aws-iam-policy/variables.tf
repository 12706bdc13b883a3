# Rendered by adbkms from templates/modules/aws-iam-policy/variables.tf.j2: change the spec or the template, not this file.

variable "name" {
  description = "Name of the IAM policy: 1 to 128 letters, digits and characters of _+=,.@-. Another name replaces the policy."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,128}$", var.name))
    error_message = "The policy name must have 1 to 128 characters: letters, digits and _+=,.@-."
  }
}

variable "description" {
  description = "Description of the IAM policy, at most 1000 characters. Another description replaces the policy."
  type        = string
  default     = "Use of the AWS KMS keys of Oracle Autonomous AI Databases."
  nullable    = false

  validation {
    condition     = length(var.description) <= 1000
    error_message = "The description of the policy must have at most 1000 characters."
  }
}

variable "path" {
  description = "Path of the IAM policy; starts and ends with a slash. Another path replaces the policy."
  type        = string
  default     = "/"
  nullable    = false

  validation {
    condition     = length(var.path) <= 512 && can(regex("^/([\\w+=,.@-]+/)*$", var.path))
    error_message = "The path must start and end with a slash and have at most 512 characters: letters, digits and _+=,.@-/."
  }
}

variable "key_arns" {
  description = "ARNs of the KMS keys that may be used: key ARNs, neither alias ARNs nor wildcards."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.key_arns) > 0
    error_message = "The policy needs at least one key ARN."
  }

  validation {
    condition     = alltrue([for arn in var.key_arns : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9A-Za-z-]+$", arn))])
    error_message = "Every key ARN must have the form arn:aws:kms:REGION:ACCOUNT:key/KEY_ID: an alias ARN does not authorise the use of its key, and a wildcard opens other keys."
  }
}

variable "actions" {
  description = "KMS actions that are allowed on the keys. The default is AWS's preset for key users; Oracle publishes no list of its own."
  type        = list(string)
  default     = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"]
  nullable    = false

  validation {
    condition     = length(var.actions) > 0
    error_message = "The policy needs at least one action."
  }

  validation {
    condition     = alltrue([for action in var.actions : can(regex("^kms:[A-Za-z]{2,}\\*?$", action))])
    error_message = "Every action must be one of AWS KMS, such as kms:Decrypt or kms:ReEncrypt*; neither * nor kms:* is accepted."
  }
}

variable "tags" {
  description = "Tags, besides the provider's default_tags: at most 50, keys of 1 to 128 characters not starting with aws:, values of at most 256."
  type        = map(string)
  default     = {}
  nullable    = false

  # https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#id_tags_naming_best_practices
  validation {
    condition     = length(var.tags) <= 50
    error_message = "AWS allows at most 50 tags."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}$", key))])
    error_message = "A tag key has 1 to 128 characters: letters, digits, spaces and _ . : / = + - @."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "Tag keys that start with aws: are reserved for AWS."
  }

  validation {
    condition     = alltrue([for value in values(var.tags) : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}$", value))])
    error_message = "A tag value has at most 256 characters: letters, digits, spaces and _ . : / = + - @."
  }
}
