"""Nothing that replaces an adopted database or resets its password."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted

# Arguments that force a new resource: the provider's source, internal/service/database/
# database_autonomous_database_resource.go. Those of dedicated infrastructure have a rule of their own.
_REPLACE = frozenset(
    {
        "autonomous_database_backup_id",
        "autonomous_database_id",
        "character_set",
        "clone_table_space_list",
        "clone_type",
        "disaster_recovery_type",
        "is_preview_version_with_service_terms_accepted",
        "ncharacter_set",
        "source",
        "source_id",
        "timestamp",
        "use_latest_available_backup_time_stamp",
    }
)


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in loaded.stack.databases.items():
            if not database.adopt:
                continue
            for argument in database.arguments:
                if argument in _REPLACE:
                    yield Finding(
                        loaded,
                        ("databases", name, "arguments", argument),
                        f"{quoted(argument)} can replace the adopted database",
                        "Remove it: an adopted database keeps what it was created with.",
                    )
            if database.admin_password is not None:
                yield Finding(
                    loaded,
                    ("databases", name, "admin_password"),
                    "An adopted database has its administrator's password already",
                    "Remove `admin_password`: with it the first apply could reset the password.",
                )


RULE = Rule(
    code="ARG104",
    title="An adopted database keeps what it was created with",
    explanation="""\
`adopt: true` brings an existing database in by an `import` block. The provider compares what the spec says with what
the database is: an argument that can only be given at creation (`source`, `character_set`, `ncharacter_set`, and
those of clones) makes Terraform plan to delete the database and create it anew if it differs, and a password makes it
reset the password.

Leave them out. An adopted database keeps what the spec does not mention; with `db_name` and `encryption` alone the
first update holds nothing but the key.
""",
    source="Observed with oracle/oci 8.28.0; ForceNew in its database_autonomous_database_resource.go",
    bad="""\
databases:
  orders:
    adopt: true
    admin_password: null
    arguments:
      character_set: AL32UTF8
""",
    good="""\
databases:
  orders:
    adopt: true
    admin_password: null
""",
    check=check,
)
