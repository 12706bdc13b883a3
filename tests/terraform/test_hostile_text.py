"""Any text arrives unchanged in what a real Terraform evaluates, and adds or changes no block."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.configuration.literals import comment, literal
from generator.render.layout import lay_out

from .hostile_text import CORPUS, HOSTILE_TEXTS, as_terraform_has_it, in_yaml
from .moto_server import MotoServer
from .oci_stand_in.database_store import DatabaseStore
from .rendered_stack import DATABASE, Plan, RenderedStack, render
from .terraform_core import Terraform, TerraformCore, clean_environment

# A run of Terraform costs the same for one text as for hundreds: few examples, each a whole batch. They are not
# shrunk, since a failure names the texts that went wrong.
batches = settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large, HealthCheck.too_slow],
)
few_batches = settings(batches, max_examples=2)
BATCH = st.lists(HOSTILE_TEXTS, min_size=40, max_size=60, unique_by=as_terraform_has_it)


@pytest.fixture
def numbers() -> itertools.count[int]:
    """Each example of a test works in a folder of its own."""
    return itertools.count()


def evaluated(root: Path, core: TerraformCore, values: Sequence[str]) -> list[Any]:
    """HCL expressions as Terraform evaluates them."""
    root.mkdir()
    lines = [f'output "o{index}" {{\n  value = {value}\n}}\n' for index, value in enumerate(values)]
    (root / "outputs.tf").write_text("".join(lines), encoding="utf-8", newline="\n")
    terraform = Terraform(core, clean_environment(root))
    terraform.apply(root)
    outputs = terraform.output_json(root)
    return [outputs[f"o{index}"] for index in range(len(values))]


@batches
@given(generated=BATCH)
def test_a_literal_is_evaluated_to_its_text(
    generated: list[str], tmp_path: Path, terraform_core: TerraformCore, numbers: itertools.count[int]
) -> None:
    texts = [*CORPUS, *generated]

    found = evaluated(tmp_path / f"texts{next(numbers)}", terraform_core, [literal(text) for text in texts])

    assert found == [as_terraform_has_it(text) for text in texts]


@batches
@given(generated=BATCH)
def test_a_key_of_a_map_is_evaluated_to_its_text(
    generated: list[str], tmp_path: Path, terraform_core: TerraformCore, numbers: itertools.count[int]
) -> None:
    texts = [*CORPUS, *generated]

    found = evaluated(tmp_path / f"keys{next(numbers)}", terraform_core, [literal({text: text}) for text in texts])

    assert found == [{as_terraform_has_it(text): as_terraform_has_it(text)} for text in texts]


@batches
@given(generated=BATCH)
def test_a_comment_says_nothing_to_terraform(
    generated: list[str], tmp_path: Path, terraform_core: TerraformCore, numbers: itertools.count[int]
) -> None:
    comments = "\n".join(comment(text) for text in [*CORPUS, *generated])

    (found,) = evaluated(tmp_path / f"comments{next(numbers)}", terraform_core, [f"[\n{comments}\n]"])

    assert found == []


STACK = """\
version: 1
stacks:
  hostile:
    aws: {account_id: "111122223333", region: us-east-2}
    oci:
      compartment_id: ocid1.compartment.oc1..aaaaaaaaexamplecompartment
      region: us-ashburn-1
"""
DATABASE_SPEC = """\
      d{index}:
        db_name: D{index}
        display_name: {text}
        freeform_tags: {{tag: {text}}}
        admin_password: {{secret_id: ocid1.vaultsecret.oc1.iad.aaaaaaaa}}
        arguments:
          private_endpoint_label: {text}
          defined_tags: {{Operations.Note: {text}}}
          customer_contacts: [{{email: {text}}}]
          standby_whitelisted_ips: ["192.0.2.1", {text}]
        annotations: [{annotation}]
"""


def databases_spec(texts: Sequence[str], *, annotated: bool = True) -> str:
    databases = [
        DATABASE_SPEC.format(index=index, text=in_yaml(text), annotation=in_yaml(text) if annotated else "")
        for index, text in enumerate(texts)
    ]
    return f"{STACK}    databases:\n{''.join(databases)}"


@few_batches
@given(generated=BATCH)
def test_text_of_a_spec_is_what_terraform_plans(
    generated: list[str],
    tmp_path: Path,
    terraform_without_aws: Terraform,
    databases: DatabaseStore,
    numbers: itertools.count[int],
) -> None:
    texts = [*CORPUS, *generated]
    stack = RenderedStack(tmp_path / f"tree{next(numbers)}", "hostile", terraform_without_aws)
    render(stack.tree, databases_spec(texts))
    stack.terraform.fmt_check(stack.tree)
    stack.init(moto=None)

    plan = stack.plan()

    for index, text in enumerate(texts):
        expected = as_terraform_has_it(text)
        (after,) = [one["change"]["after"] for one in plan["resource_changes"] if one["name"] == f"d{index}"]
        assert after["display_name"] == expected
        assert after["freeform_tags"] == {"tag": expected}
        assert after["private_endpoint_label"] == expected
        assert after["defined_tags"] == {"Operations.Note": expected}
        assert [contact["email"] for contact in after["customer_contacts"]] == [expected]
        assert sorted(after["standby_whitelisted_ips"]) == sorted({"192.0.2.1", expected})
    assert inventory(plan) == {
        "providers": {"aws", "oci"},
        "resources": {f"{DATABASE}.d{index}" for index in range(len(texts))},
        "modules": set(),
        "outputs": {f"database_d{index}_id" for index in range(len(texts))},
        "variables": set(),
    }


def test_annotations_change_nothing_that_terraform_sees(
    tmp_path: Path, terraform_without_aws: Terraform, databases: DatabaseStore
) -> None:
    stack = RenderedStack(tmp_path / "tree", "hostile", terraform_without_aws)
    plans = []
    for annotated in (True, False):
        render(stack.tree, databases_spec(CORPUS, annotated=annotated))
        stack.init(moto=None)
        plans.append(stack.plan())

    seen = ("planned_values", "resource_changes", "output_changes", "configuration")
    assert [plans[0][part] for part in seen] == [plans[1][part] for part in seen]


def test_maps_are_laid_out_as_terraform_would_whatever_their_keys_are(
    tmp_path: Path, terraform_without_aws: Terraform
) -> None:
    tags = ", ".join(f"{in_yaml(text)}: x" for text in CORPUS)
    render(tmp_path / "tree", databases_spec(["x"]).replace("Operations.Note: ", f"{tags}, Operations.Note: "))

    terraform_without_aws.fmt_check(tmp_path / "tree")


@batches
@given(generated=BATCH)
def test_any_map_is_laid_out_as_terraform_would(
    generated: list[str], tmp_path: Path, terraform_core: TerraformCore, numbers: itertools.count[int]
) -> None:
    root = tmp_path / f"map{next(numbers)}"
    root.mkdir()
    entries = {text: text for text in [*CORPUS, *generated]}
    (root / "main.tf").write_text(lay_out(f"locals {{\ntexts = {literal(entries)}\n}}"), "utf-8", newline="\n")

    Terraform(terraform_core, clean_environment(root)).fmt_check(root)


KEY_AND_POLICY = """\
    keys:
{keys}
    policies:
{policies}
"""


def test_descriptions_arrive_in_what_the_aws_provider_plans(
    tmp_path: Path, attached_terraform: Terraform, moto: MotoServer
) -> None:
    descriptions = ["".join(CORPUS[start : start + 8]) for start in range(0, len(CORPUS), 8)]
    keys = [f"      k{index}: {{description: {in_yaml(text)}}}" for index, text in enumerate(descriptions)]
    policies = [
        f"      p{index}: {{keys: [k0], description: {in_yaml(text)}}}" for index, text in enumerate(descriptions)
    ]
    stack = RenderedStack(tmp_path / "tree", "hostile", attached_terraform)
    render(stack.tree, STACK + KEY_AND_POLICY.format(keys="\n".join(keys), policies="\n".join(policies)))
    stack.init(moto, moto.credentials_for("111122223333"))

    plan = stack.plan()

    planned = {one["address"]: one["change"]["after"] for one in plan["resource_changes"]}
    for index, text in enumerate(descriptions):
        expected = as_terraform_has_it(text)
        assert planned[f"module.key_k{index}.aws_kms_key.this"]["description"] == expected
        assert planned[f"module.policy_p{index}.aws_iam_policy.this"]["description"] == expected
    kinds = ("key_k", "policy_p")
    assert inventory(plan)["modules"] == {f"{kind}{index}" for kind in kinds for index in range(len(descriptions))}
    assert inventory(plan)["resources"] == set()


def inventory(plan: Plan) -> dict[str, set[str]]:
    """The blocks of a root module, as the plan describes the configuration that it was made from."""
    configuration = plan["configuration"]
    root = configuration["root_module"]
    return {
        "providers": set(configuration["provider_config"]),
        "resources": {resource["address"] for resource in root.get("resources", [])},
        "modules": set(root.get("module_calls", {})),
        "outputs": set(root.get("outputs", {})),
        "variables": set(root.get("variables", {})),
    }
