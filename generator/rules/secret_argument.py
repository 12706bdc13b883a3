"""No password in the arguments of a database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.configuration.references import DATABASE
from generator.facts import provider_schema
from generator.rules.reading.raw_values import leaves
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import Path, quoted

_NAMES_A_SECRET = re.compile(r"(?:^|[_.-])(?:password|passwd|pwd|secret|token|credential|private_key|wallet)s?$", re.I)


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            for path, text in leaves(database.arguments) if database.arguments else ():
                argument = _name(path)
                if text and (_names_a_secret(argument) or _is_sensitive(str(path[0]))):
                    yield Finding(
                        loaded,
                        ("databases", name, "arguments", *path),
                        f"{quoted(argument)} is a secret, and the spec is no place for one",
                        "Remove it, change it wherever it is in use, and write "
                        f"`admin_password: {{secret_id: ocid1.vaultsecret.…}}` or `{{variable: true}}` under "
                        f"`databases.{name}`."
                        if argument == "admin_password"
                        else "Remove it, and change it wherever it is in use: it has been in a file.",
                    )


def _name(path: Path) -> str:
    """The name of the innermost argument or key on the way."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


@cache
def _names_a_secret(name: str) -> bool:
    return _NAMES_A_SECRET.search(name) is not None


@cache
def _is_sensitive(argument: str) -> bool:
    schema = provider_schema.resource(DATABASE)
    attribute = schema.attributes.get(argument) if schema else None
    return attribute is not None and attribute.sensitive


RULE = Rule(
    code="SEC101",
    title="There is no secret in a database's arguments",
    explanation="""\
A spec is committed, reviewed, logged and rendered: a password in it is public to everyone who can read the
repository, for as long as its history lives. adbkms renders no secret.

The administrator's password comes from a secret in OCI Vault (`admin_password: {secret_id: …}`), which Terraform
never sees, or from a sensitive input variable (`admin_password: {variable: true}`), which is given by the environment
as `TF_VAR_…`. A password that has been in a file is to be changed. The source line is not shown with this finding,
since logs are kept too.
""",
    source="https://developer.hashicorp.com/terraform/language/manage-sensitive-data; pinned schema of oracle/oci "
    "(sensitive attributes)",
    bad="""\
databases:
  orders:
    arguments:
      db_tools_details:
        - name: APEX
      security_attributes:
        vault.token: example
""",
    good="""\
databases:
  orders:
    arguments:
      db_tools_details:
        - name: APEX
""",
    check=check,
    is_about_secrets=True,
)
