"""What is wrong with a tree that has been rendered into a folder, whoever did it and whatever has happened since."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.configuration.terraform import Block
from generator.diagnostics import Diagnostic, Severity, error, has_errors
from generator.publish.differences import differences
from generator.verify import codes, module_calls, plan_only, provider_schema, terraform, terraform_command
from generator.verify.both_ways import verify_sample
from generator.verify.hcl_grammar import GrammarMissing
from generator.verify.hcl_reader import read_file
from generator.verify.hcl_size import MAX_CHARACTERS
from generator.verify.quick.reader import read_quickly
from generator.verify.source_text import Places

_MOST_BYTES = 4 * MAX_CHARACTERS  # a character of UTF-8 has four bytes at most
_VENDORED = "../../modules/"
# https://opentofu.org/docs/language/files/ and https://developer.hashicorp.com/terraform/language/tests
_READ_BY_TERRAFORM = tuple(f".{name}{form}" for name in ("tf", "tofu") for form in ("", ".json")) + tuple(
    f".{name}.{form}" for name in ("tftest", "tofutest") for form in ("hcl", "json")
)


def verify_published(root: Path, choice: str) -> tuple[list[Diagnostic], int]:
    """The findings, and how many Terraform files the tree has. `choice` says which Terraform to ask as well: auto, off,
    or a path."""
    try:
        return _verify(root, choice)
    except GrammarMissing as missing:
        return [error(codes.SYNTAX, f"Cannot read the Terraform in {root}", str(missing))], 0


def _verify(root: Path, choice: str) -> tuple[list[Diagnostic], int]:
    found = [file for part in ("stacks", "modules") for file in sorted(_for_terraform(root / part))]
    judged = {file: _is_judged(file, file.relative_to(root).as_posix()) for file in found}
    files = [file for file in found if judged[file]]
    diagnostics = list(differences(root))
    diagnostics += (_not_judged(file.relative_to(root).as_posix()) for file in found if judged[file] is False)
    if not files:
        diagnostics.append(error(codes.NOT_JUDGED, f"There is no Terraform in {root}", "Render a spec into it first."))
    texts: dict[str, str] = {}
    blocks: dict[str, Sequence[Block]] = {}
    for file in files:
        path = file.relative_to(root).as_posix()
        try:
            text = _text_of(file)
        except (OSError, UnicodeDecodeError) as wrong:
            diagnostics.append(
                Diagnostic(
                    Severity.ERROR,
                    "VER001",
                    f"Cannot read {path}",
                    f"{getattr(wrong, 'strerror', None) or wrong}. Render the tree again.",
                )
            )
            continue
        texts[path] = text
        blocks[path], wrong_with_it = _judge(text, path)
        diagnostics += wrong_with_it
    diagnostics += verify_sample(texts)
    declared = {path.split("/")[1]: one for path, one in blocks.items() if path.endswith("/variables.tf")}
    for path, text in texts.items():
        if _check_calls(path, blocks[path], declared):
            reading = read_file(text, path)
            diagnostics += _check_calls(path, reading.blocks, declared, reading.places)
    executable = terraform_command.find(choice)
    if executable is not None and not has_errors(diagnostics):
        diagnostics += terraform.verify_tree(root, executable)
    return diagnostics, len(files)


def _for_terraform(part: Path) -> Iterator[Path]:
    """What Terraform or OpenTofu would read below a folder, and each link that is not to a file: it would follow one to
    a folder, and what is in there is nothing that a tree has."""
    if part.is_symlink():
        yield part
        return
    for folder, folders, files in os.walk(part):
        folders[:] = [name for name in folders if name != ".terraform"]
        for file in (Path(folder, name) for name in (*folders, *files)):
            if file.name.endswith(_READ_BY_TERRAFORM) or (file.is_symlink() and not file.is_file()):
                yield file


def _text_of(file: Path) -> str:
    """Raises `OSError`, also where it is larger than anything that could be read back, and `UnicodeDecodeError`."""
    if file.stat().st_size > _MOST_BYTES:
        raise OSError(errno.EFBIG, f"It has more than {_MOST_BYTES // 2**20} MiB")
    return file.read_text("utf-8")


def _is_judged(file: Path, path: str) -> bool | None:
    """False for what Terraform or OpenTofu would read and adbkms does not; None for the tests of modules, which are
    no more than what `differences` says of them."""
    if file.is_symlink() or not file.is_file():
        return False
    if path.endswith(".tftest.hcl") and path.startswith("modules/"):
        return None
    return file.suffix == ".tf" or plan_only.TEST_FILE.fullmatch(path) is not None


def _not_judged(path: str) -> Diagnostic:
    return error(
        codes.NOT_JUDGED,
        f"{path} is not a file that adbkms writes",
        "Terraform or OpenTofu would read it, but adbkms reads neither links nor .tf.json or .tofu files, nor tests of "
        "another name than its own. Remove it.",
    )


def _judge(text: str, path: str) -> tuple[Sequence[Block], Sequence[Diagnostic]]:
    """The blocks of a file, and what is wrong with them; a file in which something is wrong is read in full, for the
    places."""
    blocks = read_quickly(text)
    if blocks is not None and not _check(blocks, path):
        return blocks, ()
    reading = read_file(text, path)
    return reading.blocks, [*reading.diagnostics, *_check(reading.blocks, path, reading.places)]


def _check(blocks: Sequence[Block], path: str, places: Places | None = None) -> list[Diagnostic]:
    found = provider_schema.check(blocks, path, places)
    return found + plan_only.check(blocks, path, places) if plan_only.TEST_FILE.fullmatch(path) else found


def _check_calls(
    path: str, blocks: Sequence[Block], declared: Mapping[str, Sequence[Block]], places: Places | None = None
) -> list[Diagnostic]:
    diagnostics: list[Diagnostic] = []
    for call in blocks:
        source = call.arguments.get("source")
        if call.type == "module" and isinstance(source, str) and source.startswith(_VENDORED):
            variables = declared.get(source.removeprefix(_VENDORED))
            if variables is not None:
                diagnostics += module_calls.check(call, variables, path, places)
    return diagnostics
