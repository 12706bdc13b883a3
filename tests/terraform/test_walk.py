"""One database's whole life, by the commands alone: provision, trust, encrypt, rotate, rotate, revert, encrypt again.

It begins where nothing exists. Every step is an edit of the spec by a command, `render`, `validate`, `preflight`, a
plan by a real Terraform, `guard`, an apply, a second plan, and `status`. AWS is the real provider with moto behind it,
OCI the stand-in provider; the stand-in for OCI's own API says what that has applied. The walk is made once; the tests
look at it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from generator.cli.app import app
from tests.oci_service import Profile, oci_config_file, running_oci_service

from .attached_provider import REATTACH_VARIABLE, reattached
from .moto_server import Credentials, MotoServer
from .oci_stand_in.attached import attached_stand_in
from .oci_stand_in.database_store import DatabaseStore
from .provider_mirror import ProviderMirror, terraform_with
from .rendered_stack import EXAMPLES, Plan, RenderedStack, actions, change_of, changed_arguments
from .terraform_core import TerraformCore

# One worker makes the walk, and moto's memory is that worker's alone while it lasts.
pytestmark = pytest.mark.xdist_group("walk")

ACCOUNT_ID = "111122223333"
STACK = "payments-prod"
ORDERS_NAME = f"{STACK}/orders"
ORDERS = "oci_database_autonomous_database.orders"
POLICY = "module.policy_ADBS_AWS_Policy1.aws_iam_policy.this"
ROLE = "module.role_ADBS_AWS_Role1.aws_iam_role.this"
ATTACHMENT = 'module.role_ADBS_AWS_Role1.aws_iam_role_policy_attachment.this["ADBS_AWS_Policy1"]'
TENANCY = "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"
ORACLE_USER = "arn:aws:iam::444455556666:user/oracle-adbs"
FIRST, SECOND, THIRD = "ADBS_TestAWSKMSKey", "ADBS_TestAWSKMSKey_2", "ADBS_TestAWSKMSKey_3"


def key(name: str) -> str:
    return f"module.key_{name}.aws_kms_key.this"


def alias(name: str) -> str:
    return f"module.key_{name}.aws_kms_alias.this"


@dataclass(frozen=True)
class Ended:
    """A command's exit code, and what it printed."""

    code: int
    data: str
    messages: str


@dataclass
class Step:
    """What was seen at one step. `guard` is how it judged the plan at first, `allowed` with what was let pass; `status`
    is the database's own part of what that command says after the apply."""

    stage: str
    plan: Plan
    preflight: Ended
    guard: Ended
    status: dict[str, Any]
    second_plan_is_empty: bool
    database: dict[str, Any]
    stage_tests: str
    allowed: Ended | None = None


@dataclass
class Walk:
    """The walk as it goes: `spec` is in the folder, the tree in `out` below it."""

    folder: Path
    stack: RenderedStack
    databases: DatabaseStore
    moto: MotoServer
    credentials: Credentials
    steps: dict[str, Step] = field(default_factory=dict)

    @property
    def spec(self) -> Path:
        return self.folder / "spec.yaml"

    def command(self, *arguments: str | Path) -> Ended:
        """`adbkms ARGUMENTS`."""
        result = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
        return Ended(result.exit_code, result.stdout, result.stderr)

    def done(self, *arguments: str | Path) -> Ended:
        """The same for a command that must end well."""
        ended = self.command(*arguments)
        assert ended.code == 0, ended
        return ended

    def step(self, name: str, *allow: str) -> None:
        """Renders, validates, plans, judges and applies the spec as it is now."""
        answer = json.loads(self.done("next", self.spec, "-o", self.stack.tree, "--format", "json").data)
        self.done("render", self.spec, "-o", self.stack.tree)
        self.done("validate", self.spec, "--terraform", "off")
        self.done("validate", self.stack.tree)
        self.stack.init(self.moto, self.credentials)
        preflight = self.command("preflight", self.spec)
        plan = self.stack.plan()
        file = self.folder / f"{name}.json"
        file.write_text(json.dumps(plan), "utf-8")
        guard = self.command("guard", file, "--spec", self.spec)
        allowed = (
            self.command("guard", file, "--spec", self.spec, *(f"--allow={one}" for one in allow)) if allow else None
        )
        self.stack.apply_plan()
        (database,) = self.databases.all()
        (status,) = json.loads(self.command("status", self.spec, "--format", "json").data)["databases"]
        self.steps[name] = Step(
            stage=answer["databases"][0]["stage"],
            plan=plan,
            preflight=preflight,
            guard=guard,
            status=status,
            second_plan_is_empty=self.stack.has_nothing_to_do(),
            database=database,
            stage_tests=self._stage_tests(),
            allowed=allowed,
        )

    def _stage_tests(self) -> str:
        """What `terraform test` says of the rendered stack. It reads no state; the override that leads to moto is set
        aside, since the tests bring providers of their own."""
        override = next(self.stack.root.glob("*_override.tf"))
        aside = override.rename(self.folder / override.name)
        try:
            return self.stack.terraform.test(self.stack.root, check=False).stdout
        finally:
            aside.rename(override)


@pytest.fixture(scope="module")
def walk(
    terraform_core: TerraformCore,
    mirror: ProviderMirror,
    running_aws_provider: str,
    moto_server: MotoServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Walk]:
    folder = tmp_path_factory.mktemp("walk")
    databases = DatabaseStore(folder / "databases")
    moto_server.reset()
    credentials = moto_server.credentials_for(ACCOUNT_ID)
    with (
        attached_stand_in(databases) as stand_in,
        running_oci_service(databases) as oci,
        pytest.MonkeyPatch.context() as environment,
    ):
        oci.subscribe(TENANCY, "us-ashburn-1")
        for name, value in {
            "HOME": str(folder),  # the OCI SDK prefers a configuration there
            "AWS_ENDPOINT_URL": moto_server.endpoint_url,
            "AWS_ACCESS_KEY_ID": credentials.access_key,
            "AWS_SECRET_ACCESS_KEY": credentials.secret_key,
            "AWS_SESSION_TOKEN": credentials.session_token or "",
            "ADBKMS_OCI_ENDPOINT": oci.endpoint,
            "OCI_CONFIG_FILE": str(oci_config_file(folder / "oci", Profile(tenancy_id=TENANCY))),
        }.items():
            environment.setenv(name, value)
        terraform = terraform_with(terraform_core, mirror, databases, folder).with_environment(
            TF_VAR_orders_admin_password="Not-a-secret-1",
            **reattached({REATTACH_VARIABLE: running_aws_provider}, "oracle/oci", stand_in),
        )
        walk = Walk(folder, RenderedStack(folder / "out", STACK, terraform), databases, moto_server, credentials)
        _walk(walk)
        yield walk
    moto_server.reset()


def _walk(walk: Walk) -> None:
    walk.spec.write_text((EXAMPLES / "quickstart" / "1-provision.yaml").read_text("utf-8"), "utf-8")
    walk.step("provision")
    walk.done("discover", walk.spec, "--oracle-user-arn", ORACLE_USER, "--yes")
    walk.step("trust")
    walk.done("key", "switch", walk.spec, ORDERS_NAME, "--key", FIRST, "--role", "ADBS_AWS_Role1")
    walk.step("encrypt")
    walk.done("key", "rotate", walk.spec, ORDERS_NAME)
    walk.step("rotate")
    walk.done("key", "rotate", walk.spec, ORDERS_NAME)
    walk.step("rotate again")
    walk.done("key", "revert", walk.spec, ORDERS_NAME)
    walk.step("revert", f"GRD202={ORDERS}")
    walk.done("key", "switch", walk.spec, ORDERS_NAME, "--key", THIRD)
    walk.step("encrypt again")


EXPECTED = {
    "provision": {key(FIRST): ["create"], alias(FIRST): ["create"], POLICY: ["create"], ORDERS: ["create"]},
    "trust": {ROLE: ["create"], ATTACHMENT: ["create"]},
    "encrypt": {ORDERS: ["update"]},
    "rotate": {key(SECOND): ["create"], alias(SECOND): ["create"], POLICY: ["update"], ORDERS: ["update"]},
    "rotate again": {key(THIRD): ["create"], alias(THIRD): ["create"], POLICY: ["update"], ORDERS: ["update"]},
    "revert": {ORDERS: ["update"]},
    "encrypt again": {ORDERS: ["update"]},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_plan_of_each_step_touches_what_it_should(walk: Walk, name: str) -> None:
    assert actions(walk.steps[name].plan) == EXPECTED[name]


@pytest.mark.parametrize("name", [name for name, touched in EXPECTED.items() if touched.get(ORDERS) == ["update"]])
def test_a_database_changes_in_place_and_nothing_of_it_but_its_key(walk: Walk, name: str) -> None:
    assert changed_arguments(change_of(walk.steps[name].plan, ORDERS)) == {"encryption_key"}


def test_the_stage_of_each_step_is_the_one_that_the_commands_say(walk: Walk) -> None:
    assert {name: step.stage for name, step in walk.steps.items()} == {
        "provision": "provision",
        "trust": "trust",
        "encrypt": "encrypt",
        "rotate": "rotate",
        "rotate again": "rotate",
        "revert": "revert",
        "encrypt again": "encrypt",
    }


@pytest.mark.parametrize("name", [name for name in EXPECTED if name != "revert"])
def test_the_guard_lets_the_plan_pass_without_a_finding(walk: Walk, name: str) -> None:
    guard = walk.steps[name].guard

    assert guard.code == 0, guard
    assert "Warning" not in guard.messages
    assert "Error" not in guard.messages


def test_the_guard_stops_the_way_back_unless_it_is_allowed(walk: Walk) -> None:
    revert = walk.steps["revert"]

    assert revert.guard.code == 2
    assert revert.guard.messages.count("Error:") == 1
    assert "(GRD202)" in revert.guard.messages
    assert revert.allowed is not None
    assert revert.allowed.code == 0
    assert "(GRD202)" in revert.allowed.messages


@pytest.mark.parametrize("name", EXPECTED)
def test_preflight_expects_every_apply_to_work(walk: Walk, name: str) -> None:
    preflight = walk.steps[name].preflight

    assert preflight.code == 0, preflight
    assert "Error" not in preflight.messages


@pytest.mark.parametrize("name", [name for name in EXPECTED if name != "provision"])
def test_status_finds_what_the_spec_says_after_every_apply(walk: Walk, name: str) -> None:
    status = walk.steps[name].status

    assert status["matches"] is True, status
    assert status["found"]["lifecycle_state"] == "AVAILABLE"


def test_status_knows_that_a_provisioned_database_is_not_in_the_spec_yet(walk: Walk) -> None:
    status = walk.steps["provision"].status

    assert status["matches"] is None
    assert status["missing"] == ["ocid"]


def test_status_shows_the_new_key_and_the_history_of_all_keys(walk: Walk) -> None:
    kms = walk.moto.client("kms", credentials=walk.credentials)
    arns = {name: kms.describe_key(KeyId=f"alias/{name}")["KeyMetadata"]["Arn"] for name in (FIRST, SECOND, THIRD)}
    status = walk.steps["encrypt again"].status

    assert status["found"] == {
        "provider": "AWS",
        "key_arn": arns[THIRD],
        "role_arn": f"arn:aws:iam::{ACCOUNT_ID}:role/ADBS_AWS_Role1",
        "external_id": "tenant_ocid",
        "service_endpoint": "kms.us-east-2.amazonaws.com",
        "lifecycle_state": "AVAILABLE",
        "key_state": "Enabled",
    }
    assert status["wanted"] == status["found"]
    history = [(one["provider"], one["key_arn"]) for one in status["history"]]
    assert history == [
        *(("AWS", arns[name]) for name in (FIRST, SECOND, THIRD)),
        ("ORACLE_MANAGED", None),
        ("AWS", arns[THIRD]),
    ]
    assert [one["time"] for one in status["history"]] == sorted(one["time"] for one in status["history"])


@pytest.mark.parametrize("name", EXPECTED)
def test_the_second_plan_is_empty(walk: Walk, name: str) -> None:
    assert walk.steps[name].second_plan_is_empty


@pytest.mark.parametrize("name", EXPECTED)
def test_the_rendered_tests_of_the_stage_pass(walk: Walk, name: str) -> None:
    said = walk.steps[name].stage_tests

    assert re.search(r"Success! [1-9][0-9]* passed, 0 failed", said), said


def test_the_database_gets_the_keys_one_after_the_other(walk: Walk) -> None:
    arns = {
        one["AliasName"]: one["TargetKeyId"]
        for one in walk.moto.client("kms", credentials=walk.credentials).list_aliases()["Aliases"]
        if "TargetKeyId" in one
    }
    used = [(step.database["encryption_key"][0]["key_arn"] or "").rpartition("/")[2] for step in walk.steps.values()]

    first, second, third = (arns[f"alias/{name}"] for name in (FIRST, SECOND, THIRD))
    assert used == ["", "", first, second, third, "", third]


def test_no_key_is_ever_destroyed(walk: Walk) -> None:
    kms = walk.moto.client("kms", credentials=walk.credentials)
    states = {
        one["KeyId"]: kms.describe_key(KeyId=one["KeyId"])["KeyMetadata"]["KeyState"] for one in kms.list_keys()["Keys"]
    }

    assert len(states) == 3
    assert set(states.values()) == {"Enabled"}


def test_the_role_may_use_every_key_to_the_end(walk: Walk) -> None:
    iam = walk.moto.client("iam", credentials=walk.credentials)
    arn = f"arn:aws:iam::{ACCOUNT_ID}:policy/ADBS_AWS_Policy1"
    version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    (statement,) = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]["Statement"]

    assert len(statement["Resource"]) == 3


def test_the_spec_keeps_its_comments_through_all_edits(walk: Walk) -> None:
    before = (EXAMPLES / "quickstart" / "1-provision.yaml").read_text("utf-8")

    assert len(_comments(before)) == 6
    assert _comments(walk.spec.read_text("utf-8")) == _comments(before)


def _comments(spec: str) -> list[str]:
    return [line[line.index("#") :] for line in spec.splitlines() if "#" in line]


def test_the_manifest_knows_the_keys_in_their_order(walk: Walk) -> None:
    stacks = json.loads((walk.stack.tree / ".adbkms" / "manifest.json").read_text("utf-8"))["stacks"]

    names = [f"module.key_{name}" for name in (FIRST, SECOND, THIRD)]
    assert stacks[STACK]["databases"][ORDERS]["keys"] == [*names, "oracle-managed", names[-1]]
