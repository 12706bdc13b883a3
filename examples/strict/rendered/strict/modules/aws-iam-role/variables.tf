# Rendered by adbkms from templates/modules/aws-iam-role/variables.tf.j2: change the spec or the template, not this file.

variable "name" {
  description = "Name of the IAM role: 1 to 64 letters, digits and characters of _+=,.@-. Another name replaces the role."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,64}$", var.name))
    error_message = "The role name must have 1 to 64 characters: letters, digits and _+=,.@-."
  }
}

variable "description" {
  description = "Description of the IAM role: at most 1000 Latin-1 characters."
  type        = string
  default     = "Assumed by Oracle Autonomous AI Database to use its keys in AWS KMS."
  nullable    = false

  # The pattern is that of https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html.
  validation {
    condition     = length(var.description) <= 1000 && can(regex("^[\\t\\n\\r\\x{20}-\\x{7E}\\x{A1}-\\x{FF}]*$", var.description))
    error_message = "The description of the role must have at most 1000 characters, all of them Latin-1."
  }
}

variable "path" {
  description = "Path of the IAM role; starts and ends with a slash. Another path replaces the role."
  type        = string
  default     = "/"
  nullable    = false

  validation {
    condition     = length(var.path) <= 512 && can(regex("^/([!-~]+/)?$", var.path))
    error_message = "The path must start and end with a slash and have at most 512 characters of printable ASCII."
  }
}

variable "oracle_user_arn" {
  description = "ARN of the IAM user of Oracle that assumes the role: aws_arn or aws_user_arn in the database's view CLOUD_INTEGRATIONS."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(user|role)/[\\w+=,.@/-]+$", var.oracle_user_arn))
    error_message = "Oracle's user must be given as arn:aws:iam::ACCOUNT:user/NAME, as the view CLOUD_INTEGRATIONS shows it; neither a wildcard nor a whole account may assume the role."
  }
}

variable "external_ids" {
  description = "OCIDs of the tenancy, compartment or databases that the role is for. The literal OCIDs: the word tenant_ocid belongs on Oracle's side."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.external_ids) > 0
    error_message = "The trust policy needs at least one external ID: without one, any tenancy of Oracle could use the keys."
  }

  # 1224 characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html.
  validation {
    condition = alltrue([
      for id in var.external_ids : length(id) <= 1224 && can(regex("^ocid1\\.(tenancy|compartment|autonomousdatabase)\\.oc1\\.[a-z0-9-]*\\.[0-9A-Za-z]+$", id))
    ])
    error_message = "Every external ID must be the OCID of a tenancy, a compartment or an Autonomous Database in the commercial realm, such as ocid1.tenancy.oc1..UNIQUE_ID; a word such as tenant_ocid is not one."
  }
}

variable "policy_arns" {
  description = "ARNs of the IAM policies to attach, by a name that is known when planning; each name is the key of one attachment."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for arn in values(var.policy_arns) : can(regex("^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[\\w+=,.@/-]+$", arn))])
    error_message = "Every policy must be given by its ARN, such as arn:aws:iam::ACCOUNT:policy/NAME."
  }
}

variable "max_session_duration" {
  description = "Longest session of the role, in seconds: 3600 to 43200."
  type        = number
  default     = 3600
  nullable    = false

  validation {
    condition     = var.max_session_duration >= 3600 && var.max_session_duration <= 43200
    error_message = "A session must last 3600 to 43200 seconds: 1 to 12 hours."
  }
}

variable "permissions_boundary" {
  description = "ARN of the IAM policy that bounds what the role may do; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[\\w+=,.@/-]+$", var.permissions_boundary))
    error_message = "The permissions boundary must be the ARN of a policy, such as arn:aws:iam::ACCOUNT:policy/NAME, or null."
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
