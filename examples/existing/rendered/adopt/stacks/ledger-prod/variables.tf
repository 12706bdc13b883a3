# Rendered by adbkms from the spec of the stack ledger-prod. Change the spec, not this file.
