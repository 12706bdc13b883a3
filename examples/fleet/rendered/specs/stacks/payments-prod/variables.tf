# Rendered by adbkms from the spec of the stack payments-prod. Change the spec, not this file.
