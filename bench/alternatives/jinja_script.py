"""`python jinja_script.py TEMPLATES SPECS OUT`: what somebody writes in an afternoon. YAML, templates, files.

It reads the fleet's specs, and checks nothing: a misspelt key goes unnoticed, a quote in a description breaks the file.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from bench.alternatives.bare_jinja import write_stacks

stacks = []
for file in sorted(Path(sys.argv[2]).glob("*.yaml")):
    for name, stack in yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)["stacks"].items():
        stacks.append(
            {
                "name": name,
                "number": int(name.removeprefix("team-")),
                "account": stack["aws"]["account_id"],
                "workloads": [database["workload"] for database in stack["databases"].values()],
            }
        )
write_stacks(sys.argv[1], stacks, Path(sys.argv[3]))
