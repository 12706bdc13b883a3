"""`python go_parser.py TREE`: HashiCorp's own parser, by pygohcl, reads every file. Nothing is compared."""

from __future__ import annotations

import sys
from pathlib import Path

import pygohcl

files = sorted(Path(sys.argv[1]).rglob("*.tf"))
for file in files:
    pygohcl.loads(file.read_text("utf-8"))
print(len(files))
