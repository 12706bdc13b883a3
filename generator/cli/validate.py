"""`adbkms validate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import (
    TERRAFORM_HELP,
    ExecutorOption,
    Format,
    FormatOption,
    JobsOption,
    TemplatesOption,
)
from generator.cli.output import ERROR, FINE, print_diagnostics, say, stop
from generator.collector import collector_paused
from generator.diagnostics import Diagnostic, has_errors


@collector_paused()  # what it makes stays until it ends
def validate(
    specs: Annotated[
        list[str],
        typer.Argument(
            metavar="SPEC_OR_TREE...",
            help="Spec files, folders of them, or - for standard input; or one rendered tree.",
            show_default=False,
        ),
    ],
    templates: TemplatesOption = None,
    terraform: Annotated[
        str | None,
        typer.Option(
            help=f"{TERRAFORM_HELP} By default auto for a spec, off for a rendered tree: Terraform runs the providers "
            "that a tree names.",
            metavar="auto|off|PATH",
            show_default=False,
        ),
    ] = None,
    jobs: JobsOption = 0,
    executor: ExecutorOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Check a spec as `render` does, and write nothing; or check a tree that has been rendered.

    What would get lost from the tree that is there is seen by `adbkms render --check`.

    Example: adbkms validate specs/ --format github
    """
    from generator.cli.compared import is_tree

    if len(specs) == 1 and is_tree(Path(specs[0])):
        from generator.published import verify_published

        found, files = verify_published(Path(specs[0]), terraform or "off")
        checked = f"{files} Terraform files read and verified"
    else:
        found, checked = _validate_specs(specs, templates, terraform or "auto", jobs, executor)
    print_diagnostics(found, format)
    if has_errors(found):
        stop(ERROR)
    warnings = f", with {len(found)} warning{'s' * (len(found) != 1)}" if found else ""
    say(f"Fine{warnings}: {checked}.")
    stop(FINE)


def _validate_specs(
    specs: list[str], templates: Path | None, terraform: str, jobs: int, executor: str | None
) -> tuple[list[Diagnostic], str]:
    from generator.cli.fleet import making
    from generator.fleet.fleet import Request
    from generator.generate import verify_with_terraform

    fleet = making(Request(specs, templates=templates, jobs=jobs), executor)
    found = list(fleet.diagnostics)
    if not has_errors(found):
        fleet.remember(is_published=False)
        found += verify_with_terraform(fleet.tree, terraform)
    stacks = len(fleet.facts)
    return found, f"{stacks} stack{'s' * (stacks != 1)}, {len(fleet.tree)} files rendered and verified"
