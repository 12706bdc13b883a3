"""The arguments of a backend have names that Terraform can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import Spec
from generator.spec.nodes import quoted

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for path in _argument_paths(loaded.stack.backend):
            if not _NAME.fullmatch(path[-1]):
                yield Finding(
                    loaded,
                    ("backend", "config", *path),
                    f"{quoted(path[-1])} cannot be an argument of a backend",
                    "A name in Terraform has letters, digits, _ and -, a letter or _ first. The page of the backend "
                    "lists its arguments.",
                )


def _argument_paths(backend: model.Backend | None) -> Iterator[tuple[str, ...]]:
    """Of arguments, also of those in the one block that a backend has: `workspaces` of `remote`."""
    for name, value in backend.config.items() if backend else ():
        yield (name,)
        if name == "workspaces" and isinstance(value, dict):
            yield from ((name, inner) for inner in value)


RULE = Rule(
    code="ARG110",
    title="A backend's arguments have names of Terraform",
    explanation="""\
The keys of `backend.config` are rendered as the arguments of the `backend` block. Terraform reads a name there, not any
text: letters, digits, `_` and `-`, with a letter or `_` first. Which arguments there are depends on the backend; adbkms
does not know them all, so `terraform init` has the last word.
""",
    source="https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers",
    bad="""\
backend:
  type: s3
  config:
    bucket name: terraform-state
""",
    good="""\
backend:
  type: s3
  config:
    bucket: terraform-state
""",
    check=check,
)
