"""The external ID of a role is one that is known."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.identity import databases_of_role
from generator.configuration.references import is_created
from generator.rules.rule import Finding, Rule
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, role in loaded.stack.roles.items():
            if not is_created(role):  # nothing is rendered that would hold the external ID
                continue
            if role.external_id == "tenant_ocid" and loaded.stack.oci.tenancy_id is None:
                yield Finding(
                    loaded,
                    ("roles", name, "external_id"),
                    f"The role {quoted(name)} needs the tenancy's OCID as its external ID",
                    "Write `tenancy_id:` under `oci`; the OCI console shows it at Profile, Tenancy.",
                )
            elif role.external_id == "database_ocid":
                yield from _of_one_database(loaded, name)


def _of_one_database(loaded: LoadedStack, role: str) -> Iterator[Finding]:
    path = ("roles", role, "external_id")
    databases = databases_of_role(loaded.stack, role)
    if not databases:
        summary = f"The role {quoted(role)} is for no database, and its external ID is that of one"
        detail = f"Write `role: {role}` under `encryption` of the database that it is for."
        yield Finding(loaded, path, summary, detail)
    elif len(databases) > 1:
        summary = f"The role {quoted(role)} is for {len(databases)} databases, and its external ID is that of one"
        detail = f"Give each of {', '.join(databases)} a role of its own, or write `external_id: tenant_ocid`."
        yield Finding(loaded, path, summary, detail)
    for name, database in databases.items():
        if len(databases) == 1 and database.ocid is None:
            summary = f"The role {quoted(role)} needs the OCID of the database {quoted(name)} as its external ID"
            detail = f"Write `ocid:` under `databases.{name}`, from `terraform output` or the OCI console."
            yield Finding(loaded, path, summary, detail)


RULE = Rule(
    code="TRU106",
    title="The external ID is known",
    explanation="""\
The role trusts Oracle's user only when it presents an external ID, so that no other customer of Oracle's can use your
role (the *confused deputy*). It is an OCID; `external_id` says whose: `tenant_ocid`, `compartment_ocid` or
`database_ocid`. In the trust policy stands the OCID itself, so it has to be in the spec: `oci.tenancy_id`, or the
database's `ocid`.

With `database_ocid`, the strictest, each database has a role of its own. Its OCID must be literal: as a reference
Terraform would have to know the database before the role and the role before the database. A role is for the
databases whose `encryption.role` names it, also while `key: oracle-managed`, and in a stack with one database for
that one.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html; Oracle Database@AWS, API model, "
    "ExternalIdType",
    bad="""\
oci:
  tenancy_id: null
""",
    good="""\
oci:
  tenancy_id: ocid1.tenancy.oc1..aaaaaaaaexampletenancy
""",
    check=check,
)
