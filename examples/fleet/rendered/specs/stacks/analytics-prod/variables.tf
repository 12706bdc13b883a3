# Rendered by adbkms from the spec of the stack analytics-prod. Change the spec, not this file.

variable "lakehouse_admin_password" {
  description = "Password of the user ADMIN of the database lakehouse. Give it by the environment or a secret store, never in a file that is committed."
  type        = string
  sensitive   = true
  nullable    = false
}
