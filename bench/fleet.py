"""A fleet to measure with: many stacks of ten databases, in the forms that real ones have."""

from __future__ import annotations

from pathlib import Path

DATABASES = 10  # of each stack

_STACK = """\
  team-{stack:04}:
    aws: {{account_id: "{account}", region: us-east-2}}
    oci: {{tenancy_id: ocid1.tenancy.oc1..aaaabench, compartment_id: ocid1.compartment.oc1..aaaa{stack:04}, \
region: us-ashburn-1}}
    keys:
      team-{stack:04}-2025: {{description: "Team {stack}, 2025"}}
      team-{stack:04}-2026: {{description: "Team {stack}, 2026", rotation_days: false}}
    policies:
      team-{stack:04}: {{}}
    roles:
      team-{stack:04}:
        policies: [team-{stack:04}]
        oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs
    databases:
"""
_DATABASE = """\
      db{database}:
        db_name: T{stack:04}D{database}
        ocid: ocid1.autonomousdatabase.oc1.iad.aaaa{stack:04}d{database}
        workload: {workload}
        compute_count: {ecpus}
        admin_password: {{variable: true}}
        freeform_tags: {{owner: "team-{stack}@example.com"}}
        encryption: {encryption}
"""


def write_fleet(folder: Path, stacks: int, files: int = 10) -> Path:
    """Writes a spec of so many stacks, as so many files or fewer, and returns its folder."""
    files = min(files, stacks)
    specs = folder / f"fleet-{stacks}-{files}"
    specs.mkdir(parents=True)
    for file in range(files):
        members = (stack_text(stack) for stack in range(file, stacks, files))
        (specs / f"part-{file:05}.yaml").write_text("version: 1\nstacks:\n" + "".join(members), "utf-8")
    return specs


def stack_text(stack: int) -> str:
    """The stack of that number in YAML, as it stands under `stacks`."""
    text = _STACK.format(stack=stack, account=account(stack))
    return text + "".join(_database(stack, database) for database in range(DATABASES))


def workload(stack: int, database: int) -> str:
    """What a database is for; all stacks are alike but for this, their names and their account."""
    return ("OLTP", "LH", "AJD")[(stack + database) % 3]


def account(stack: int) -> str:
    """The AWS account id of a stack."""
    return f"{111_000_000_000 + stack:012}"


def _database(stack: int, database: int) -> str:
    """One in ten is still on Oracle's key, one in ten on last year's."""
    year = 2025 if database == 1 else 2026
    key = "oracle-managed" if database == 0 else f"team-{stack:04}-{year}"
    role = "" if database == 0 else f", role: team-{stack:04}"
    return _DATABASE.format(
        stack=stack,
        database=database,
        workload=workload(stack, database),
        ecpus=2 + database,
        encryption=f"{{key: {key}{role}}}",
    )
