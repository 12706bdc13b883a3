"""A database's former name is one that a database can have had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from generator.configuration.names_over_time import former_names
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    pattern = re.compile(get_args(model.DatabaseName)[1].pattern.removesuffix("$"))
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            for index, old in enumerate(former_names(database) if database.renamed_from else ()):
                if not pattern.fullmatch(old):
                    yield Finding(
                        loaded,
                        ("databases", name, "renamed_from", index),
                        f"{quoted(old)} cannot have been the name of a database",
                        "A database's name has letters, digits, _ and -, a letter first. Give the name alone, without "
                        "the stack or the resource type.",
                    )


RULE = Rule(
    code="NAM110",
    title="A database's former name is a name",
    explanation="""\
A database's name in the spec is its resource's name in Terraform, and `renamed_from` becomes the `from` of a `moved`
block: `oci_database_autonomous_database.NAME`. What is not such a name was never in a state, and could not be written
there.

Give the name that stood in the spec before. What was in a resource of another address outside of adbkms is moved with
`terraform state mv`.
""",
    source="https://developer.hashicorp.com/terraform/language/moved; "
    "https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers",
    bad="""\
databases:
  orders:
    renamed_from: payments-prod/orders-old
""",
    good="""\
databases:
  orders:
    renamed_from: orders-old
""",
    check=check,
)
