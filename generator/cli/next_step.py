"""What to do after a tree has been written."""

from __future__ import annotations

from pathlib import Path

from generator.configuration.references import ORACLE_MANAGED
from generator.spec import model
from generator.spec.load import Spec


def next_steps(spec: Spec, out: Path) -> str:
    """A few lines for people: where to run Terraform, and what the spec needs for the databases' next stage."""
    first = spec.stacks[0].name
    where = f"{out}/stacks/{first}" + (f" (and {len(spec.stacks) - 1} more)" if len(spec.stacks) > 1 else "")
    lines = [
        "",
        "Next:",
        f"  1. In {where}: terraform init, terraform plan -out plan.tfplan, terraform apply plan.tfplan",
    ]
    wanted = dict.fromkeys(
        _after_apply(loaded.stack, name) for loaded in spec.stacks for name in loaded.stack.databases
    )
    lines += [f"  {number}. {step}" for number, step in enumerate(wanted, start=2)]
    return "\n".join(lines)


def _after_apply(stack: model.Stack, name: str) -> str:
    database = stack.databases[name]
    if database.ocid is None:
        return (
            "Then put into the spec what is known only now: the database's `ocid` (terraform output) and the role's "
            "`oracle_user_arn` (in the database: SELECT * FROM CLOUD_INTEGRATIONS), and render again"
        )
    if any(role.arn is None and role.oracle_user_arn is None for role in stack.roles.values()):
        return (
            "Then put the role's `oracle_user_arn` into the spec (in the database: SELECT * FROM CLOUD_INTEGRATIONS), "
            "and render again"
        )
    if database.encryption.key == ORACLE_MANAGED:
        return "Then select a key, `encryption: {key: …, role: …}`, and render again"
    return "Then see in OCI that the database is Available and shows the key under Encryption"
