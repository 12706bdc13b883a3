"""The text of a plan read: from bytes to a `Plan`, or to a finding that says what the text is instead.

Only what is of use is made into objects, which take several times their text.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable

import msgspec

from generator.diagnostics import Diagnostic, error
from generator.guard.argument_types import wrong_type
from generator.guard.codes import NOT_A_PLAN, NOT_THE_WHOLE
from generator.guard.plan import Plan

# Those of Terraform 1.1 to 1.15 and of OpenTofu: https://developer.hashicorp.com/terraform/internals/json-format and
# internal/command/jsonplan/plan.go
_KNOWN_PARTS = {
    "format_version", "terraform_version", "variables", "planned_values", "proposed_unknown", "resource_drift",
    "resource_changes", "deferred_changes", "deferred_action_invocations", "output_changes", "action_invocations",
    "prior_state", "configuration", "relevant_attributes", "checks", "timestamp", "applyable", "complete", "errored",
}  # fmt: skip
MAX_BYTES = 256 * 1024 * 1024
MAX_VALUES = 15_000_000
"""A plan of that size has some twelve million; what is nothing but brackets would take thirty times its size."""
MAX_DEPTH = 100  # a plan of a provider has some fifteen levels
_SHOW = (
    "Save the plan with `terraform plan -out plan.tfplan`, then give what `terraform show -json plan.tfplan` prints."
)


def read_plan(data: bytes) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan in a text; None with a GRD001 if it holds none, and GRD002 for what the plan leaves out.

    `data` is UTF-8, or UTF-16 with a byte order mark, which PowerShell writes; at most `MAX_BYTES`.
    """
    plan = _plan(data)
    if isinstance(plan, Diagnostic):
        return None, [plan]
    for resource in [*plan.resource_changes, *plan.resource_drift]:
        if wrong_argument := wrong_type(resource):
            return None, [_not_a_plan("This is not a plan as the provider writes it", f"{wrong_argument} {_SHOW}")]
    return plan, _left_out(plan)


def _plan(data: bytes) -> Plan | Diagnostic:
    if len(data) > MAX_BYTES:
        return _not_a_plan("The plan is too large", f"At most {MAX_BYTES // 1024 // 1024} MiB are read.")
    if data.startswith(b"PK"):
        return _not_a_plan("This is a plan file as Terraform keeps it, not yet JSON", _SHOW)
    try:
        text = _text(data)
        parts = _parts(text)
        if parts is None:
            return _not_a_plan("This is JSON, but not a plan", _SHOW)
        if wrong := _no_plan(parts):
            return wrong
    except RecursionError:
        return _too_deep()
    except (ValueError, msgspec.DecodeError):
        return _no_json(data)
    if sum(map(text.count, (b",", b"[", b"{"))) > MAX_VALUES:
        return _not_a_plan("The plan is too large", f"At most {MAX_VALUES:,} values are read.")
    try:
        plan = msgspec.json.decode(text, type=Plan)
    except RecursionError:
        return _too_deep()
    except UnicodeDecodeError:
        return _no_json(data)
    except msgspec.DecodeError as wrong:
        return _not_a_plan("This is not a plan as Terraform writes it", f"{wrong}. {_SHOW}")
    if _depth_beyond(plan, MAX_DEPTH):
        return _too_deep()
    return msgspec.structs.replace(plan, unknown_parts=tuple(_unknown_parts(parts)))


def _text(data: bytes) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def _parts(text: bytes) -> dict[str, msgspec.Raw] | None:
    """What the text holds by name, not read yet; None for JSON that is no object."""
    try:
        return msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        msgspec.json.decode(text, type=msgspec.Raw)  # raises for what is no JSON
        return None


def _no_json(data: bytes) -> Diagnostic:
    if not data.strip():
        return _not_a_plan("There is nothing to read", f"Did the command before it fail? {_SHOW}")
    if _is_log(data):
        return _not_a_plan("This is the log that `terraform plan -json` writes, not the plan", _SHOW)
    if b"Terraform will perform" in data or b"OpenTofu will perform" in data:
        return _not_a_plan("This is a plan for people, not JSON", _SHOW)
    return _not_a_plan("This is not JSON", _SHOW)


def _is_log(data: bytes) -> bool:
    try:
        first = json.loads(data.lstrip().partition(b"\n")[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "@level" in first


def _no_plan(parts: dict[str, msgspec.Raw]) -> Diagnostic | None:
    if "@level" in parts:
        return _not_a_plan("This is the log that `terraform plan -json` writes, not the plan", _SHOW)
    if "lineage" in parts or "serial" in parts or isinstance(_scalar(parts, "version"), int):
        return _not_a_plan("This is a state file, not a plan", _SHOW)
    version = _scalar(parts, "format_version")
    if not isinstance(version, str) or not ({"planned_values", "resource_changes"} & set(parts)):
        if "values" in parts or set(parts) <= {"format_version", "terraform_version"}:
            return _not_a_plan("This is what `terraform show -json` prints of a state, not of a plan", _SHOW)
        return _not_a_plan("This is JSON, but not a plan", _SHOW)
    if version.partition(".")[0] != "1":
        return _not_a_plan(
            f'The plan has format_version "{version[:20]}"',
            "This version of adbkms knows 1.x, which Terraform 1.1 and newer and OpenTofu write.",
        )
    return None


def _scalar(parts: dict[str, msgspec.Raw], name: str) -> str | int | float | bool | None:
    try:
        return msgspec.json.decode(parts[name], type=str | int | float | bool | None)
    except (KeyError, msgspec.DecodeError):
        return None


def _depth_beyond(plan: Plan, most: int) -> bool:
    level: list[object] = [plan]
    for _ in range(most):
        level = [child for node in level for child in _children(node)]
        if not level:
            return False
    return True


def _children(node: object) -> Iterable[object]:
    if isinstance(node, dict):
        return node.values()
    if isinstance(node, msgspec.Struct):
        return msgspec.structs.astuple(node)
    return node if isinstance(node, list) else ()


def _unknown_parts(parts: dict[str, msgspec.Raw]) -> list[str]:
    """The names of what can say that something happens: lists, objects, and what is true."""
    return sorted(name for name, value in parts.items() if name not in _KNOWN_PARTS and _says_something(bytes(value)))


def _says_something(value: bytes) -> bool:
    return value == b"true" or (value[:1] in (b"[", b"{") and bool(value[1:-1].strip()))


def _left_out(plan: Plan) -> list[Diagnostic]:
    found = []
    if plan.errored:
        found.append(("The plan ended with an error", "It lacks what comes after. Mend the error and plan again."))
    elif not plan.complete:
        found.append(
            (
                "The plan is not complete",
                "It was made with -target or -exclude, or leaves changes for later. Plan the whole configuration.",
            )
        )
    if plan.deferred_changes:
        found.append(
            (
                "The plan leaves changes for later",
                f"Terraform has deferred {len(plan.deferred_changes)} of them and does not say yet what they are. "
                "Apply what they wait for, and judge the next plan.",
            )
        )
    later = [one for one in plan.unknown_parts if one.startswith("deferred")]
    if plan.deferred_action_invocations or later:
        found.append(
            (
                "The plan leaves actions for later",
                f"It says so in {', '.join(later or ['deferred_action_invocations'])}. Apply what they wait for, and "
                "judge the next plan.",
            )
        )
    for check in plan.checks:
        if check.status in ("fail", "error"):
            address = check.address.get("to_display")
            name = address if isinstance(address, str) else "A check"
            found.append((f"{name}: a condition does not hold", "Terraform's own output says which, and why."))
    return [error(NOT_THE_WHOLE, summary, detail) for summary, detail in found]


def _too_deep() -> Diagnostic:
    return _not_a_plan("The plan is nested too deeply", f"At most {MAX_DEPTH} levels are read.")


def _not_a_plan(summary: str, detail: str) -> Diagnostic:
    return error(NOT_A_PLAN, summary, detail)
