"""What is wrong with a tree that has been rendered into a folder, whoever did it and whatever has happened since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.configuration.terraform import Block
from generator.diagnostics import Diagnostic, Severity, error, has_errors
from generator.publish.differences import differences
from generator.verify import codes, module_calls, provider_schema, terraform, terraform_command
from generator.verify.hcl_reader import Reading, read_file

_VENDORED = "../../modules/"


def verify_published(root: Path, choice: str) -> tuple[list[Diagnostic], int]:
    """The findings, and how many Terraform files the tree has. `choice` says which Terraform to ask as well: auto, off,
    or a path."""
    found = sorted(file for part in ("stacks", "modules") for file in (root / part).rglob("*.tf*"))
    found = [file for file in found if ".terraform" not in file.parts and file.name.endswith((".tf", ".tf.json"))]
    files = [file for file in found if file.suffix == ".tf" and not file.is_symlink() and file.is_file()]
    diagnostics = list(differences(root))
    diagnostics += (_not_judged(file.relative_to(root).as_posix()) for file in found if file not in files)
    if not files:
        diagnostics.append(error(codes.NOT_JUDGED, f"There is no Terraform in {root}", "Render a spec into it first."))
    readings: dict[str, Reading] = {}
    for file in files:
        path = file.relative_to(root).as_posix()
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as wrong:
            diagnostics.append(
                Diagnostic(Severity.ERROR, "VER001", f"Cannot read {path}", f"{wrong}. Render the tree again.")
            )
            continue
        reading = readings[path] = read_file(text, path)
        diagnostics += reading.diagnostics
        diagnostics += provider_schema.check(reading.blocks, path, reading.places)
    declared = {path.split("/")[1]: one.blocks for path, one in readings.items() if path.endswith("/variables.tf")}
    for path, reading in readings.items():
        diagnostics += _check_calls(path, reading, declared)
    executable = terraform_command.find(choice)
    if executable is not None and not has_errors(diagnostics):
        diagnostics += terraform.verify_tree(root, executable)
    return diagnostics, len(files)


def _not_judged(path: str) -> Diagnostic:
    return error(
        codes.NOT_JUDGED,
        f"{path} is not a file that adbkms writes",
        "Terraform would read it, but adbkms reads neither links nor .tf.json files. Remove it.",
    )


def _check_calls(path: str, reading: Reading, declared: Mapping[str, Sequence[Block]]) -> list[Diagnostic]:
    diagnostics: list[Diagnostic] = []
    for call in reading.blocks:
        source = call.arguments.get("source")
        if call.type == "module" and isinstance(source, str) and source.startswith(_VENDORED):
            variables = declared.get(source.removeprefix(_VENDORED))
            if variables is not None:
                diagnostics += module_calls.check(call, variables, path, reading.places)
    return diagnostics
