"""A key's end: the stack lets go of it by a `removed` block, and what is in AWS stays as it is.

The quickstart's database, which exists already, is encrypted with the first key and rotated to a second one; then the
first is retired, and last its entry leaves the spec. AWS is the real provider with moto behind it, OCI the stand-in.
The way is gone once; the tests look at it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from generator.cli.app import app

from .attached_provider import REATTACH_VARIABLE, reattached
from .moto_server import Credentials, MotoServer
from .oci_stand_in.attached import attached_stand_in
from .oci_stand_in.database_store import DatabaseStore
from .provider_mirror import ProviderMirror, terraform_with
from .rendered_stack import EXAMPLES, Plan, RenderedStack, actions
from .terraform_core import TerraformCore

# One worker goes the way, and moto's memory is that worker's alone while it lasts.
pytestmark = pytest.mark.xdist_group("retired-key")

ACCOUNT_ID = "111122223333"
STACK = "payments-prod"
OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"
FIRST, SECOND = "ADBS_TestAWSKMSKey", "ADBS_TestAWSKMSKey_2"
FIRST_KEY, FIRST_ALIAS = f"module.key_{FIRST}.aws_kms_key.this", f"module.key_{FIRST}.aws_kms_alias.this"
POLICY = "module.policy_ADBS_AWS_Policy1.aws_iam_policy.this"
# The entry of the first key as the examples have it, and as the retirement leaves it.
ENTRY = f"      {FIRST}:\n        description: Master encryption key of Autonomous AI Database\n"


@dataclass
class Step:
    """What was seen at one step: what the render said, the plan, and what the guard says of it."""

    rendered: str
    plan: Plan
    guard: Result

    def found(self) -> list[tuple[str, str, str]]:
        """The guard's findings: code, severity, address."""
        return [(one["code"], one["severity"], one["address"]) for one in json.loads(self.guard.stdout)["diagnostics"]]


@dataclass
class Retirement:
    """The way as it goes: `spec` is the file, the tree in `stack` is rendered from it. What is in AWS is as the
    retirement has left it; that the entry leaves the spec is only planned."""

    spec: Path
    stack: RenderedStack
    moto: MotoServer
    credentials: Credentials
    first_arn: str = ""
    second_plan_is_empty: bool = False
    steps: dict[str, Step] = field(default_factory=dict)

    def done(self, *arguments: str | Path) -> Result:
        """`adbkms ARGUMENTS`, which must end well."""
        result = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result

    def change(self, old: str, new: str) -> None:
        """An edit by the user."""
        text = self.spec.read_text("utf-8")
        assert text.count(old) == 1, (old, text)
        self.spec.write_text(text.replace(old, new), "utf-8")

    def render(self) -> str:
        """Renders the spec as it is now; what is said to it."""
        return self.done("render", self.spec, "-o", self.stack.tree).stderr

    def init_and_apply(self) -> None:
        """A step on the way to the retirement."""
        self.render()
        self.stack.init(self.moto, self.credentials)
        self.stack.terraform.apply(self.stack.root)

    def look(self, name: str) -> None:
        """Renders, plans and judges."""
        rendered, plan = self.render(), self.stack.plan()
        file = self.spec.with_name("plan.json")
        file.write_text(json.dumps(plan), "utf-8")
        guard = CliRunner().invoke(app, ["guard", str(file), "--spec", str(self.spec), "--format", "json"])
        self.steps[name] = Step(rendered, plan, guard)

    def client(self, service: str) -> Any:
        return self.moto.client(service, credentials=self.credentials)


@pytest.fixture(scope="module")
def retirement(
    terraform_core: TerraformCore,
    mirror: ProviderMirror,
    running_aws_provider: str,
    moto_server: MotoServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Retirement]:
    folder = tmp_path_factory.mktemp("retirement")
    databases = DatabaseStore(folder / "databases")
    databases.put({"id": OCID, "db_name": "ORDERS", "compartment_id": COMPARTMENT})
    moto_server.reset()
    credentials = moto_server.credentials_for(ACCOUNT_ID)
    with attached_stand_in(databases) as stand_in:
        terraform = terraform_with(terraform_core, mirror, databases, folder).with_environment(
            **reattached({REATTACH_VARIABLE: running_aws_provider}, "oracle/oci", stand_in),
        )
        stack = RenderedStack(folder / "out", STACK, terraform)
        retirement = Retirement(folder / "spec.yaml", stack, moto_server, credentials)
        _go(retirement)
        yield retirement
    moto_server.reset()


def _go(retirement: Retirement) -> None:
    text = (EXAMPLES / "quickstart" / "3-encrypt.yaml").read_text("utf-8")
    retirement.spec.write_text(text.replace("admin_password: {variable: true}", "adopt: true"), "utf-8")
    retirement.init_and_apply()
    retirement.first_arn = retirement.client("kms").describe_key(KeyId=f"alias/{FIRST}")["KeyMetadata"]["Arn"]
    retirement.done("key", "rotate", retirement.spec, f"{STACK}/orders")
    retirement.init_and_apply()
    retired = f"{ENTRY}        retired: true\n        arn: {retirement.first_arn}\n"
    retirement.change(ENTRY, retired)
    retirement.look("retired")
    retirement.stack.apply_plan()
    retirement.second_plan_is_empty = retirement.stack.has_nothing_to_do()
    retirement.change(retired, "")
    retirement.change(f"keys: [{FIRST}, {SECOND}]", f"keys: [{retirement.first_arn}, {SECOND}]")
    retirement.look("out of the spec")


def test_retiring_forgets_the_key_and_its_alias_and_does_nothing_else(retirement: Retirement) -> None:
    assert actions(retirement.steps["retired"].plan) == {FIRST_KEY: ["forget"], FIRST_ALIAS: ["forget"]}


def test_the_guard_lets_it_pass_and_names_what_is_let_go_of(retirement: Retirement) -> None:
    step = retirement.steps["retired"]

    assert step.guard.exit_code == 0, step.guard.output
    assert sorted(step.found()) == [("GRD104", "warning", FIRST_ALIAS), ("GRD104", "warning", FIRST_KEY)]


def test_the_key_and_its_alias_stay_what_they_were(retirement: Retirement) -> None:
    kms = retirement.client("kms")

    assert kms.describe_key(KeyId=retirement.first_arn)["KeyMetadata"]["KeyState"] == "Enabled"
    assert kms.describe_key(KeyId=f"alias/{FIRST}")["KeyMetadata"]["Arn"] == retirement.first_arn


def test_the_role_may_go_on_to_use_the_key_for_the_backups(retirement: Retirement) -> None:
    iam, arn = retirement.client("iam"), f"arn:aws:iam::{ACCOUNT_ID}:policy/ADBS_AWS_Policy1"
    version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    (statement,) = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]["Statement"]

    assert retirement.first_arn in statement["Resource"]
    assert len(statement["Resource"]) == 2


def test_after_that_there_is_nothing_left_to_do(retirement: Retirement) -> None:
    assert retirement.second_plan_is_empty


def test_the_state_does_not_know_the_key_any_more(retirement: Retirement) -> None:
    values = retirement.steps["out of the spec"].plan["prior_state"]["values"]
    addresses = {one["address"] for module in values["root_module"]["child_modules"] for one in module["resources"]}

    assert {FIRST_KEY.replace(FIRST, SECOND), POLICY} <= addresses
    assert not {FIRST_KEY, FIRST_ALIAS} & addresses


def test_the_entry_can_leave_the_spec_once_that_is_applied_and_no_plan_has_anything_to_do(
    retirement: Retirement,
) -> None:
    step = retirement.steps["out of the spec"]

    assert re.findall(r"\(([A-Z]{3}\d{3})\)", step.rendered) == ["STG116"], "that it has been applied, nobody knows"
    assert actions(step.plan) == {}
    assert (step.guard.exit_code, step.found()) == (0, [])
