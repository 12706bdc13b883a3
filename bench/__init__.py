"""How long adbkms takes: whole processes, measured from outside."""
