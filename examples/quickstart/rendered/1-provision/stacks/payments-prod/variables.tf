# Rendered by adbkms from the spec of the stack payments-prod. Change the spec, not this file.

variable "orders_admin_password" {
  description = "Password of the user ADMIN of the database orders. Give it by the environment or a secret store, never in a file that is committed."
  type        = string
  sensitive   = true
  nullable    = false
}
