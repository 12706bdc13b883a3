"""Jinja2 templates of the plain fleet's stacks: filled in, they give adbkms's files byte for byte.

They are made from what adbkms renders for one stack, so that they stay the same bytes when adbkms changes. Resources
that are alike are a loop in them, as in templates that a person writes: copier compiles them anew for each stack, and
would pay for every repetition.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from bench.fleet import DATABASES, account, stack_text, workload
from generator.generate import generate

SUFFIX = ".jinja"  # copier's own
_SAMPLE = 8642  # occurs in no other figure of the stack
_FIRST_ALIKE = 2  # the databases before have other keys
_NOT_PADDED = re.compile(rf"(?<=Team ){_SAMPLE}|(?<=team-){_SAMPLE}(?=@)")
_WORKLOAD = re.compile(r'(?<=db_workload {14}= ")[A-Z]+')

_QUESTIONS = """\
name: {type: str}
number: {type: int}
account: {type: str}
workloads: {type: yaml}
"""


def write_templates(folder: Path) -> Path:
    """Writes the templates, with the questions that copier asks of its users, and returns their folder. Raises
    `ValueError` if a file has something in it that Jinja2 would take for its own."""
    spec, templates = folder / "sample.yaml", folder / "templates"
    spec.write_text("version: 1\nstacks:\n" + stack_text(_SAMPLE), "utf-8")
    prefix = f"stacks/team-{_SAMPLE}/"
    for path, text in generate([str(spec)]).tree.items():
        if path.startswith(prefix):
            file = templates / (path.removeprefix(prefix) + SUFFIX)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_template(text), "utf-8")
    (templates / "copier.yml").write_text(_QUESTIONS, "utf-8")
    return templates


def write_values(folder: Path, stacks: int) -> Path:
    """Writes what fills the templates of so many stacks, as JSON, and returns the file."""
    values = [
        {
            "name": f"team-{number:04}",
            "number": number,
            "account": account(number),
            "workloads": [workload(number, database) for database in range(DATABASES)],
        }
        for number in range(stacks)
    ]
    file = folder / f"values-{stacks}.json"
    file.write_text(json.dumps(values), "utf-8")
    return file


def _template(text: str) -> str:
    if found := re.search(r"\{[{%#]", text):
        raise ValueError(f"{found[0]} in a rendered file")
    text = text.replace(account(_SAMPLE), "{{ account }}")
    text = _NOT_PADDED.sub("{{ number }}", text)
    text = text.replace(f"team-{_SAMPLE}", "{{ name }}").replace(str(_SAMPLE), "{{ name[5:] }}")
    databases = iter(range(DATABASES))
    return _with_loop(_WORKLOAD.sub(lambda _: f"{{{{ workloads[{next(databases)}] }}}}", text))


def _with_loop(text: str) -> str:
    """The resources of the databases that are alike in a loop. Raises `ValueError` if they are not."""
    before, *resources = re.split(r"(?=^resource \"oci_database)", text, flags=re.MULTILINE)
    if not resources:
        return text
    alike = {_of_any(index, resources[index].rstrip("\n")) for index in range(_FIRST_ALIKE, DATABASES)}
    if len(alike) > 1 or len(resources) != DATABASES:
        raise ValueError("the databases of a stack differ in more than their numbers")
    loop = f"{{% for index in range({_FIRST_ALIKE}, {DATABASES}) %}}\n{alike.pop()}\n{{% endfor %}}"
    head = before + "".join(resources[:_FIRST_ALIKE])
    return head.rstrip("\n") + "\n" + loop


def _of_any(index: int, resource: str) -> str:
    resource = resource.replace(f"workloads[{index}]", "workloads[index]")
    resource = re.sub(rf"\bdb{index}(?=\W|_)", "db{{ index }}", resource)
    resource = resource.replace(f'D{index}"\n', 'D{{ index }}"\n')
    return re.sub(rf"(?<=compute_count {{12}}= ){2 + index}\n", "{{ index + 2 }}\n", resource)
