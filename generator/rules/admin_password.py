"""A new database needs an administrator's password, from one place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.reading.raw_values import text_of
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import Spec
from generator.spec.nodes import quoted

_ONE_OF = "`admin_password: {secret_id: ocid1.vaultsecret.…}`, or `admin_password: {variable: true}`"


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            path = ("databases", name, "admin_password")
            password = database.admin_password
            if password is None:
                if _is_made_anew(database):
                    yield Finding(
                        loaded,
                        path,
                        f"The new database {quoted(name)} has no administrator's password",
                        f"Write {_ONE_OF}.",
                    )
            elif password.secret_id is not None and password.variable:
                summary = "The administrator's password comes from two places"
                yield Finding(loaded, path, summary, "Keep either `secret_id` or `variable: true`.")
            elif password.secret_id is None and not password.variable:
                yield Finding(loaded, path, "The administrator's password comes from nowhere", f"Write {_ONE_OF}.")


def _is_made_anew(database: model.Database) -> bool:
    """False for a clone or a standby, which Oracle makes with the password of its source."""
    if database.adopt or database.ocid is not None:
        return False
    return (text_of(database.arguments.get("source")) or "NONE").upper() == "NONE"


RULE = Rule(
    code="SEC104",
    title="The administrator's password comes from one place",
    explanation="""\
Oracle creates a database with the password of its user `ADMIN`, or with a secret in OCI Vault that holds it. Exactly
one of the two:

- `admin_password: {secret_id: ocid1.vaultsecret.…}`: the service reads the secret, and Terraform never sees the
  password.
- `admin_password: {variable: true}`: a sensitive input variable of the stack, given as `TF_VAR_NAME_admin_password`.
  No shell exports that where the database's name has a hyphen: Terraform asks, or `env` gives it to Terraform itself.

Never a literal. A database that exists has its password already.
""",
    source="OCI SDK, CreateAutonomousDatabaseBase.admin_password and secret_id",
    bad="""\
databases:
  orders:
    admin_password:
      variable: true
      secret_id: ocid1.vaultsecret.oc1.iad.aaaaaaaaexamplesecret
""",
    good="""\
databases:
  orders:
    admin_password:
      variable: true
""",
    check=check,
)
