"""`python copier_fleet.py TEMPLATES VALUES OUT`: copier, called once for each stack, as its users do."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from copier import run_copy  # type: ignore[import-not-found]  # in an environment of its own

for stack in json.loads(Path(sys.argv[2]).read_bytes()):
    run_copy(sys.argv[1], Path(sys.argv[3], "stacks", stack["name"]), data=stack, defaults=True, quiet=True)
