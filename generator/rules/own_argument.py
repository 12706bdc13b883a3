"""An argument that a key of the spec sets is not set a second time."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.database import OWN_ARGUMENTS
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted

_ABOVE_THE_DATABASE = "oci."
_OF_THE_RESOURCE_ITSELF = {"id": "ocid"}
_SECRET = "admin_password"  # as an argument of its own a literal password: rule secret_argument


def check(spec: Spec) -> Iterator[Finding]:
    own = OWN_ARGUMENTS | _OF_THE_RESOURCE_ITSELF
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            for argument in database.arguments:
                key = own.get(argument)
                if key is None or argument == _SECRET:
                    continue
                where = f"`{key}`" if key.startswith(_ABOVE_THE_DATABASE) else f"`{key}` beside `arguments`"
                yield Finding(
                    loaded,
                    ("databases", name, "arguments", argument),
                    f"{quoted(argument)} is set by a key of the spec",
                    f"Write {where}.",
                )


RULE = Rule(
    code="ARG102",
    title="An argument with a key of its own is set by that key",
    explanation="""\
Some arguments of the database are set by keys of the spec: `db_name`, `workload`, `compute_count`, `encryption` and
others. In `arguments` they would be there twice, or get round what adbkms knows about them: the order of the stages,
the four arguments of `encryption_key`, the password that is never a literal.

Use the spec's key.
""",
    source="The grammar of the spec",
    bad="""\
databases:
  orders:
    arguments:
      license_model: BRING_YOUR_OWN_LICENSE
""",
    good="""\
databases:
  orders:
    license: BRING_YOUR_OWN_LICENSE
""",
    check=check,
)
