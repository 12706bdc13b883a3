"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


Specs = Annotated[
    list[str],
    typer.Argument(metavar="SPEC...", help="Spec files, folders of them, or - for standard input.", show_default=False),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How diagnostics are printed.")]
FormatBesideDiffOption = Annotated[
    Format,
    typer.Option(
        "--format",
        help="How diagnostics are printed. As text they are on standard error; otherwise they are on standard output, "
        "and a diff is on standard error.",
    ),
]
TemplatesOption = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="DIR",
        help="A folder whose templates take the place of those of the same path.",
        exists=True,
        file_okay=False,
        show_default=False,
    ),
]
TERRAFORM_HELP = (
    "Let a real Terraform or OpenTofu check the rendered tree as well: auto (if one is on PATH), off, or its path."
)
FullParseOption = Annotated[
    bool,
    typer.Option("--full-parse", help="Parse every file back in full, and take nothing from earlier runs."),
]
ExecutorOption = Annotated[
    str | None,
    typer.Option(
        "--executor",
        metavar="dask://HOST:PORT",
        help="A Dask cluster that makes the stacks, instead of processes of this machine.",
        show_default=False,
    ),
]
JobsOption = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", min=0, metavar="N", help="Processes that work at a time; 0 for as many as there are cores."
    ),
]
