"""Stacks that the product rendered, as root modules for a real Terraform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.configuration.root_module import RootModule
from generator.generate import generate
from generator.publish.compare import published_manifest
from generator.publish.manifest import Provenance
from generator.publish.publish import publish

from .moto_server import Credentials, MotoServer, aws_provider_override
from .terraform_core import Terraform

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DATABASE = "oci_database_autonomous_database"
Change = dict[str, Any]
Plan = dict[str, Any]


def render(out: Path, *specs: str | Path, warnings: tuple[str, ...] = ()) -> tuple[RootModule, ...]:
    """Renders specs, paths or the text of one, and publishes the tree into `out`, over the one that is there.

    `warnings` are the codes of all findings that the spec must have.
    """
    paths = [_spec_file(out, spec) if isinstance(spec, str) else spec for spec in specs]
    manifest, _ = published_manifest(out)
    generated = generate([str(path) for path in paths], previous=manifest.provenance.stacks if manifest else None)
    findings = [(one.code, one.summary, one.detail) for one in generated.diagnostics]
    assert tuple(code for code, *_ in findings) == warnings, findings
    published = publish(generated.tree, out, Provenance("0", generated.spec.digest(), generated.stack_facts()))
    assert not published.diagnostics, published.diagnostics
    return generated.roots


def _spec_file(out: Path, text: str) -> Path:
    file = out.with_name(f"{out.name}.yaml")
    file.write_text(text, encoding="utf-8", newline="\n")
    return file


@dataclass(frozen=True, slots=True)
class RenderedStack:
    """A stack of the tree in the folder `tree`, with the Terraform that manages it."""

    tree: Path
    name: str
    terraform: Terraform

    @property
    def root(self) -> Path:
        """The root module."""
        return self.tree / "stacks" / self.name

    def init(self, moto: MotoServer | None, credentials: Credentials | None = None) -> None:
        """`init`, with the state beside the root module; AWS is `moto`, or None where nothing in AWS is asked."""
        aws_provider_override(self.root, moto or MotoServer("http://127.0.0.1:9"), credentials)
        self.terraform.init(self.root)

    def plan(self, *arguments: str) -> Plan:
        """What Terraform would do; the plan stays beside the root module, for `apply_plan`."""
        return self.terraform.plan_json(self.root, *arguments)

    def apply_plan(self) -> None:
        """Does what the last `plan` said."""
        self.terraform.apply(self.root, "plan.tfplan")

    def has_nothing_to_do(self) -> bool:
        """Whether a plan now is empty; a move or an import counts as a change."""
        return self.terraform.plan(self.root).returncode == 0


def actions(plan: Plan) -> dict[str, list[str]]:
    """By address, what a plan does to each managed resource that it does anything to."""
    return {
        resource["address"]: resource["change"]["actions"]
        for resource in plan.get("resource_changes", [])
        if resource["mode"] == "managed" and resource["change"]["actions"] != ["no-op"]
    }


def moves(plan: Plan) -> dict[str, str]:
    """The resources that a plan moves: their new address by the old one."""
    return {
        resource["previous_address"]: resource["address"]
        for resource in plan["resource_changes"]
        if "previous_address" in resource
    }


def change_of(plan: Plan, address: str) -> Change:
    """What a plan does to one resource: `actions`, `before`, `after`, `after_unknown`, …"""
    (change,) = [one["change"] for one in plan["resource_changes"] if one["address"] == address]
    return dict(change)


def changed_arguments(change: Change) -> set[str]:
    """The arguments of an existing resource that get another value, or one that is not known yet."""
    unknown = {name for name, value in change["after_unknown"].items() if _holds_unknown(value)}
    return unknown | {name for name, value in change["before"].items() if change["after"].get(name, value) != value}


def _holds_unknown(value: Any) -> bool:
    """Terraform's shape of the unknown: true where a value is unknown, and nested as the value is."""
    if isinstance(value, Mapping):
        return any(_holds_unknown(inner) for inner in value.values())
    if isinstance(value, Iterable):
        return any(_holds_unknown(inner) for inner in value)
    return bool(value)
