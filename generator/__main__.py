"""`python -m generator` is `adbkms`."""

from generator.cli.main import main

main()
