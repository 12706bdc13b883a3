"""The rendered tree as a real Terraform or OpenTofu sees it: `fmt -check` and, for every stack, `validate`.

All commands run in a private copy of the tree, so nothing is ever written into the user's.
"""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, LaidOut, Position, Severity, SourceRange, error
from generator.verify import codes, terraform_json
from generator.verify.terraform_command import Outcome, TerraformExecutable, environment, find, run
from generator.verify.workspace import workspace

__all__ = ["TerraformExecutable", "find", "verify_tree"]

_FOLDERS = ("modules", "stacks")
_FMT_SECONDS, _INIT_SECONDS, _VALIDATE_SECONDS = 60, 600, 300
_WOULD_CHANGE = 3  # the exit code of `fmt -check`
_LONGEST_SHOWN = 3000
# What Terraform 1.5 to 1.13 and OpenTofu 1.6 to 1.10 say when `init` cannot reach what it has to install.
_OUT_OF_REACH = (
    "Failed to query available provider packages",
    "Failed to install provider",
    "Failed to download module",
    "Error accessing remote module registry",
)


def verify_tree(
    root: Path, executable: TerraformExecutable, on_stack: Callable[[str], None] | None = None
) -> list[Diagnostic]:
    """What Terraform finds in a rendered tree: a folder with `stacks/*` and perhaps `modules/*`.

    File names in the diagnostics are relative to `root`. `on_stack` is told each stack's name before it is
    looked at. If providers or modules cannot be had, one diagnostic says that `validate` was not done: an
    error if the user named the executable, else a warning.
    """
    with workspace() as folder:
        copy = folder / "tree"
        _copy_configuration(root, copy)
        check = _Check(copy, executable, _with_plugin_cache(environment(os.environ), folder / "plugins"))
        found = list(check.format())
        if any(one.code == codes.TERRAFORM_FAILED for one in found):
            return found
        return [*found, *check.stacks(on_stack)]


@dataclass(frozen=True, slots=True)
class _Check:
    tree: Path
    executable: TerraformExecutable
    variables: Mapping[str, str]

    def format(self) -> Iterator[Diagnostic]:
        outcome = self._run(("fmt", "-check", "-recursive", "-no-color"), self.tree, _FMT_SECONDS)
        if outcome.failure:
            yield _failed("`fmt -check` failed", outcome)
        elif outcome.exit_code not in (0, _WOULD_CHANGE):
            yield error(codes.NOT_VALID, "`fmt -check` cannot read the files", _cut(outcome.stderr.strip()))
        elif outcome.exit_code == _WOULD_CHANGE:
            yield from (self._layout(name) for name in outcome.stdout.splitlines() if name)

    def _layout(self, name: str) -> Diagnostic:
        # Not `fmt -diff`: it needs the program `diff`, which slim containers lack.
        filename = Path(name).as_posix()
        before = (self.tree / name).read_text(encoding="utf-8")
        after = self._run(("fmt", "-no-color", "-"), self.tree, _FMT_SECONDS, before).stdout
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
        same = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(new))
        start = Position(same + 1, 1, len("".join(old[:same]).encode()))
        diff = "".join(difflib.unified_diff(old, new, f"rendered/{filename}", f"formatted/{filename}"))
        place = SourceRange(filename, start, start)
        return error(codes.NOT_FORMATTED, "Not in Terraform's canonical layout", _cut(diff), range=place)

    def stacks(self, on_stack: Callable[[str], None] | None) -> Iterator[Diagnostic]:
        for folder in sorted({path.parent for path in self.tree.glob("stacks/*/*.tf")}):
            if on_stack:
                on_stack(folder.name)
            initialised = self._run(("init", "-backend=false", "-input=false", "-no-color"), folder, _INIT_SECONDS)
            if initialised.failure:
                yield _failed("`init` failed", initialised)
                return
            if initialised.exit_code and any(words in initialised.stderr for words in _OUT_OF_REACH):
                yield self._not_validated(folder.name, initialised)
                return
            yield from self._validate(folder, initialised)

    def _validate(self, folder: Path, initialised: Outcome) -> Iterator[Diagnostic]:
        # Even if `init` failed: `validate` finds the same and says where.
        outcome = self._run(("validate", "-json", "-no-color"), folder, _VALIDATE_SECONDS)
        try:
            found = terraform_json.diagnostics(outcome.stdout, folder.relative_to(self.tree).as_posix())
        except ValueError:
            yield _failed("`validate` failed", outcome)
            return
        yield from found
        if initialised.exit_code and not any(one.severity is Severity.ERROR for one in found):
            yield _failed("`init` failed", initialised)

    def _not_validated(self, stack: str, initialised: Outcome) -> Diagnostic:
        severity = Severity.ERROR if self.executable.explicit else Severity.WARNING
        detail = LaidOut(
            f"`{self.executable.path.name} init` could not get what the stack {stack} needs, so neither that "
            "stack nor those after it were validated by it. adbkms's own checks were done.\n\n"
            f"{_cut(initialised.stderr.strip())}"
        )
        return Diagnostic(severity, codes.NOT_VALIDATED, "Not validated by Terraform", detail)

    def _run(self, arguments: tuple[str, ...], folder: Path, seconds: float, stdin: str = "") -> Outcome:
        return run(self.executable, arguments, folder, self.variables, seconds, stdin)


def _failed(summary: str, outcome: Outcome) -> Diagnostic:
    said = outcome.failure or outcome.stderr.strip() or outcome.stdout.strip()
    return error(codes.TERRAFORM_FAILED, summary, _cut(said or f"It ended with exit code {outcome.exit_code}."))


def _cut(text: str) -> LaidOut:
    return LaidOut(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}\n…")


def _copy_configuration(root: Path, copy: Path) -> None:
    """Regular files only: no links that lead elsewhere, no state, nothing that another `init` has left."""
    copy.mkdir()
    for top in _FOLDERS:
        for folder, folders, files in os.walk(root / top):
            folders[:] = [name for name in folders if name != ".terraform"]
            target = copy / Path(folder).relative_to(root)
            target.mkdir()
            for name in files:
                file = Path(folder, name)
                if file.is_file() and not file.is_symlink() and ".tfstate" not in name:
                    shutil.copyfile(file, target / name)


def _with_plugin_cache(variables: dict[str, str], cache: Path) -> dict[str, str]:
    """With a cache for all stacks of this run, unless the user has one: a provider may be 700 MB.

    https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
    """
    if "TF_PLUGIN_CACHE_DIR" in variables or _configures_a_cache(variables):
        return variables
    cache.mkdir()
    # The lock files are thrown away with the copy.
    return {
        **variables,
        "TF_PLUGIN_CACHE_DIR": str(cache),
        "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE": "1",
    }


def _configures_a_cache(variables: Mapping[str, str]) -> bool:
    named = variables.get("TF_CLI_CONFIG_FILE") or variables.get("TERRAFORM_CONFIG")
    candidates = [Path(named)] if named else [Path.home() / ".terraformrc", Path.home() / ".tofurc"]
    return any(file.is_file() and "plugin_cache_dir" in file.read_text(errors="replace") for file in candidates)
