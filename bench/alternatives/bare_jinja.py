"""`python bare_jinja.py TEMPLATES VALUES OUT`: the floor. Templates are filled in and written, and nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

SUFFIX = ".jinja"


def write_stacks(templates: str, stacks: list[dict[str, Any]], out: Path) -> None:
    """A folder for each stack, with a file for each template."""
    environment = Environment(loader=FileSystemLoader(templates), keep_trailing_newline=True)
    loaded = [
        (name.removesuffix(SUFFIX), environment.get_template(name)) for name in environment.list_templates([SUFFIX[1:]])
    ]
    for stack in stacks:
        folder = out / "stacks" / stack["name"]
        (folder / "tests").mkdir(parents=True)
        for name, template in loaded:
            with open(folder / name, "w", encoding="utf-8") as file:
                file.write(template.render(stack))


if __name__ == "__main__":
    write_stacks(sys.argv[1], json.loads(Path(sys.argv[2]).read_bytes()), Path(sys.argv[3]))
