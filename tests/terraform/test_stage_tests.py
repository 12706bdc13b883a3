"""The tests that are rendered beside every stack, as their users run them: `terraform test` says that the stack is at
its stage, and no longer does when somebody changes what matters."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.golden.artifacts import EXAMPLES, example_specs

from .oci_stand_in.database_store import DatabaseStore
from .rendered_stack import render
from .terraform_core import Terraform

STACKS = [
    (tree, stack.name) for tree in sorted(example_specs()) for stack in sorted((EXAMPLES / tree / "stacks").iterdir())
]
PROVISION, TRUST, ENCRYPT = (
    EXAMPLES / "quickstart" / "rendered" / name for name in ("1-provision", "2-trust", "3-encrypt")
)
STACK = Path("stacks/payments-prod")
AWS_BLOCK = """
  encryption_key {
    autonomous_database_provider = "AWS"
    key_arn                      = module.key_ADBS_TestAWSKMSKey.arn
    service_endpoint_uri         = "kms.us-east-2.amazonaws.com"
  }
"""
# Everything that `import`, `moved` and `removed` blocks can be about, and references of every kind.
ADOPTED = """
version: 1
stacks:
  payments-prod:
    aws: {account_id: "111122223333", region: us-east-2}
    oci:
      compartment_id: ocid1.compartment.oc1..aaaaaaaaexamplecompartment
      tenancy_id: ocid1.tenancy.oc1..aaaaaaaaexampletenancy
      region: us-ashburn-1
    keys:
      adopted: {adopt: "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}
      created: {alias: later, renamed_from: [earlier, later]}
      old: {retired: true, arn: "arn:aws:kms:us-east-2:111122223333:key/2234abcd-12ab-34cd-56ef-1234567890ab"}
    policies:
      adopted: {adopt: true, path: /adbs/}
      created: {keys: [created]}
    roles:
      adopted: {adopt: true, policies: [adopted, created], oracle_user_arn: "arn:aws:iam::444455556666:user/oracle"}
      created: {policies: [created], oracle_user_arn: "arn:aws:iam::444455556666:user/oracle"}
      awaited: {policies: [created], oracle_user_arn: "arn:aws:iam::444455556666:user/oracle"}
    databases:
      imported:
        db_name: IMPORTED
        ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaaimported
        adopt: true
        renamed_from: known
        encryption: {key: created, role: awaited}
      by-alias:
        db_name: BYALIAS
        ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaabyalias
        admin_password: {variable: true}
        encryption: {key: adopted, role: adopted, identify_key_by: alias}
      back:
        db_name: BACK
        ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaaback
        admin_password: {variable: true}
"""


@dataclass(frozen=True, slots=True)
class Mutation:
    """What somebody does to a file of a rendered tree, and what the test then says, in Terraform's words or ours."""

    tree: Path
    file: Path
    old: str
    new: str
    said: str


MAIN = STACK / "main.tf"
MUTATIONS = {
    "a key before its time": Mutation(
        PROVISION,
        MAIN,
        "\n  lifecycle {",
        f"{AWS_BLOCK}\n  lifecycle {{",
        "has an encryption_key block before its time.",
    ),
    "an argument of the block left out": Mutation(
        ENCRYPT, MAIN, r"    external_id  +=.*\n", "", "Unknown condition value"
    ),
    "the whole block left out": Mutation(
        ENCRYPT, MAIN, r"  encryption_key {(.|\n)*?  }\n", "", "orders must have the key_arn of the spec."
    ),
    "the provider switched": Mutation(
        ENCRYPT,
        MAIN,
        '_provider = "AWS"',
        '_provider = "ORACLE_MANAGED"',
        "orders must have the autonomous_database_provider of",
    ),
    "another key": Mutation(
        ENCRYPT,
        MAIN,
        r"(key_arn +=) module.key_\w+.arn",
        r'\1 "alias/other"',
        "orders must have the key_arn of the spec.",
    ),
    "another principal": Mutation(
        TRUST, MAIN, r"user/oracle-adbs\"", 'user/somebody"', "must trust Oracle's user of the spec and nobody else."
    ),
    "a second statement in the trust policy": Mutation(
        TRUST,
        Path("modules/aws-iam-role/main.tf"),
        r'"trust" {\n',
        '"trust" {\n  statement {\n    principals {\n      type = "*"\n      identifiers = ["*"]\n    }\n  }\n\n',
        "must trust Oracle's user of the spec and nobody else.",
    ),
    "another external ID": Mutation(
        TRUST, MAIN, "exampletenancy", "othertenancy", "must ask for the external IDs of the spec alone."
    ),
    "no external ID asked for": Mutation(
        TRUST,
        Path("modules/aws-iam-role/main.tf"),
        r"    condition {(.|\n)*?    }\n",
        "",
        "must ask for the external IDs of the spec alone.",
    ),
    "an unprotected database": Mutation(
        ENCRYPT, MAIN, "    prevent_destroy = true\n", "", "The database orders must have prevent_destroy."
    ),
    "an unprotected key": Mutation(
        ENCRYPT,
        Path("modules/aws-kms-key/main.tf"),
        "prevent_destroy = true",
        "prevent_destroy = false",
        "The module aws-kms-key must have prevent_destroy.",
    ),
}


def runs_of(root: Path) -> list[str]:
    """The names of the runs in a stack's test."""
    text = (root / "tests/stage.tftest.hcl").read_text(encoding="utf-8")
    return re.findall(r'^run "(.*)"', text, re.MULTILINE)


@pytest.mark.parametrize(("tree", "stack"), STACKS)
def test_every_example_is_at_its_stage(
    tree: str, stack: str, tmp_path: Path, attached_terraform: Terraform, databases: DatabaseStore
) -> None:
    copy = Path(shutil.copytree(EXAMPLES / tree, tmp_path / "tree", ignore=shutil.ignore_patterns(".terraform*")))
    root = copy / "stacks" / stack
    attached_terraform.init(root, "-backend=false")

    tested = attached_terraform.test(root)

    assert f"Success! {len(runs_of(root))} passed, 0 failed." in tested.stdout
    assert databases.all() == []


def test_nobody_has_to_log_in_anywhere(tmp_path: Path, attached_terraform: Terraform) -> None:
    root = Path(shutil.copytree(ENCRYPT, tmp_path / "tree")) / STACK
    attached_terraform.init(root)
    nowhere = attached_terraform.with_environment(
        AWS_ENDPOINT_URL="http://127.0.0.1:9", TF_VAR_orders_admin_password="Not-a-secret-1"
    )

    assert "No valid credential sources found" in nowhere.plan(root, check=False).stderr
    assert "2 passed, 0 failed" in nowhere.test(root).stdout


def test_what_is_imported_moved_and_removed_is_no_hindrance(tmp_path: Path, attached_terraform: Terraform) -> None:
    render(tmp_path / "tree", ADOPTED)
    root = tmp_path / "tree" / STACK
    assert {"imports.tf", "moved.tf", "removed.tf"} <= {file.name for file in root.iterdir()}
    attached_terraform.init(root)

    tested = attached_terraform.test(root)

    assert "Success! 2 passed, 0 failed." in tested.stdout


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_change_that_matters_fails_the_test(name: str, tmp_path: Path, attached_terraform: Terraform) -> None:
    mutation = MUTATIONS[name]
    copy = Path(shutil.copytree(mutation.tree, tmp_path / "tree", ignore=shutil.ignore_patterns(".terraform*")))
    file = copy / mutation.file
    alone = re.sub(
        r"\n    postcondition {(.|\n)*?    }\n", "", file.read_text(encoding="utf-8")
    )  # they would say it first
    changed, times = re.subn(mutation.old, mutation.new, alone, count=1)
    assert times == 1
    file.write_text(changed, encoding="utf-8", newline="\n")
    attached_terraform.init(copy / STACK)

    tested = attached_terraform.test(copy / STACK, check=False)

    assert tested.returncode == 1
    assert mutation.said in " ".join((tested.stdout + tested.stderr).split())
