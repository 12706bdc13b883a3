# Rendered by adbkms from the spec of the stack ledger-prod. Change the spec, not this file.

import {
  to = oci_database_autonomous_database.ledger
  id = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaledger"
}

import {
  to = oci_database_autonomous_database.journal
  id = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaajournal"
}
