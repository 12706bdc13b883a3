# Rendered by adbkms from the spec of the stack ledger-prod. Change the spec, not this file.

output "database_ledger_id" {
  description = "OCID of the database ledger."
  value       = oci_database_autonomous_database.ledger.id
}

output "database_journal_id" {
  description = "OCID of the database journal."
  value       = oci_database_autonomous_database.journal.id
}
