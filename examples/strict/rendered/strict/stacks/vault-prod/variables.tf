# Rendered by adbkms from the spec of the stack vault-prod. Change the spec, not this file.
