# Rendered by adbkms from templates/modules/aws-kms-key/variables.tf.j2: change the spec or the template, not this file.

variable "alias" {
  description = "Alias of the key, without the prefix alias/: at most 250 letters, digits and characters of /_-, not starting with aws/."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9A-Za-z/_-]{1,250}$", var.alias))
    error_message = "The alias must have 1 to 250 characters, without the prefix alias/: letters, digits and /_-."
  }

  validation {
    condition     = !startswith(var.alias, "alias/")
    error_message = "Give the alias without the prefix alias/, which the module adds."
  }

  validation {
    condition     = !startswith(var.alias, "aws/")
    error_message = "Aliases that start with alias/aws/ are reserved for AWS."
  }
}

variable "description" {
  description = "Description of the key: at most 8192 characters."
  type        = string
  default     = "Master encryption key of Oracle Autonomous AI Databases."
  nullable    = false

  validation {
    condition     = length(var.description) <= 8192
    error_message = "The description of the key must have at most 8192 characters."
  }
}

variable "deletion_window_in_days" {
  description = "Days between scheduling the deletion of the key and its deletion: 7 to 30."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.deletion_window_in_days >= 7 && var.deletion_window_in_days <= 30
    error_message = "The deletion window must have 7 to 30 days."
  }
}

variable "rotation_period_in_days" {
  description = "Days between the automatic rotations of AWS, which keep the key's ARN: 90 to 2560; null turns them off. Oracle's own master key is rotated by selecting another key."
  type        = number
  default     = 365

  validation {
    condition     = var.rotation_period_in_days == null ? true : var.rotation_period_in_days >= 90 && var.rotation_period_in_days <= 2560
    error_message = "The rotation period must have 90 to 2560 days, or be null for no automatic rotation."
  }
}

variable "administrators" {
  description = "ARNs of the IAM users, roles or account roots that administer the key, besides the account root: they may change and delete it but not encrypt or decrypt."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.administrators : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(root|(user|role)/[\\w+=,.@/-]+)$", arn))])
    error_message = "Every administrator must be one principal, such as arn:aws:iam::ACCOUNT:role/NAME; wildcards are not accepted."
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
