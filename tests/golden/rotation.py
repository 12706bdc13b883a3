"""A key rotation in a fleet of 50 databases: its two specs, and what a reviewer gets to see of it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from generator.diff.changes import Difference
from generator.diff.difference import difference
from generator.diff.side import Side
from generator.generate import generate
from generator.report.diff import report_diff

FOLDER = "tests/golden/rotation_50"
OLD_KEY, NEW_KEY = "ADBS_Key1", "ADBS_Key2"
# By team; each has a production and a test stack, in an AWS account of its own.
DATABASES = {
    "analytics": ("lakehouse", "reports", "forecast", "clickstream", "features"),
    "crm": ("customers", "consents", "campaigns", "tickets", "surveys"),
    "hr": ("payroll", "absences", "applicants", "training", "directory"),
    "logistics": ("shipments", "warehouses", "routes", "carriers", "customs"),
    "payments": ("orders", "billing", "invoices", "ledger", "refunds"),
}
STACKS = tuple(f"{team}-{stage}" for team in DATABASES for stage in ("prod", "test"))


def fleet(*keys: str) -> dict[str, Any]:
    """The spec, of which every stack has these keys, a policy for all of them and five databases that select the
    last."""
    return {"version": 1, "stacks": {name: _stack(number, name, keys) for number, name in enumerate(STACKS, 1)}}


def key_rotation() -> Difference:
    """From the first key to the second, with the first one kept."""
    found, diagnostics = difference(_side(fleet(OLD_KEY)), _side(fleet(OLD_KEY, NEW_KEY)))
    assert diagnostics == []
    return found


def comments() -> dict[str, str]:
    """What is printed of it, by path below the root."""
    found = key_rotation()
    return {
        f"{FOLDER}/comment.md": report_diff(found, "markdown"),
        f"{FOLDER}/comment.txt": report_diff(found, "text"),
    }


def _stack(number: int, name: str, keys: tuple[str, ...]) -> dict[str, Any]:
    team = name.rpartition("-")[0]
    return {
        "aws": {"account_id": f"{number:02}" * 6, "region": "us-east-2"},
        "oci": {
            "tenancy_id": "ocid1.tenancy.oc1..aaaaaaaaexampletenancy",
            "compartment_id": f"ocid1.compartment.oc1..aaaaaaaa{name.replace('-', '')}",
            "region": "us-ashburn-1",
        },
        "keys": {key: {"description": "Master encryption key of Autonomous AI Database"} for key in keys},
        "policies": {"ADBS_AWS_Policy1": {"keys": list(keys)}},
        "roles": {
            "ADBS_AWS_Role1": {
                "policies": ["ADBS_AWS_Policy1"],
                "oracle_user_arn": "arn:aws:iam::444455556666:user/oracle-adbs",
            }
        },
        "databases": {database: _database(name, database, keys[-1]) for database in DATABASES[team]},
    }


def _database(stack: str, name: str, key: str) -> dict[str, Any]:
    return {
        "db_name": f"{name[:12]}{stack[-4]}".upper(),
        "ocid": f"ocid1.autonomousdatabase.oc1.iad.aaaaaaaa{stack.replace('-', '')}{name}",
        "admin_password": {"variable": True},
        "encryption": {"key": key, "role": "ADBS_AWS_Role1"},
    }


def _side(spec: dict[str, Any]) -> Side:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fleet.yaml"
        file.write_text(json.dumps(spec), "utf-8")  # every JSON is YAML
        generated = generate([str(file)])
    assert generated.diagnostics == ()
    return Side(generated.tree)
