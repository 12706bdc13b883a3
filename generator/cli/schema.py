"""`adbkms schema`."""

from __future__ import annotations

import sys


def schema() -> None:
    """Print the JSON Schema of a spec, for editors.

    Example: adbkms schema > adbkms.schema.json, and as the first line of a spec:
    # yaml-language-server: $schema=./adbkms.schema.json
    """
    from generator.spec.json_schema import json_schema

    sys.stdout.write(json_schema())
