"""Mistakes on the command line: they are errors, never findings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from generator.cli.output import ERROR

# What every mistake on a command line is. Typer does not export it, and has it from click or from its own copy of it.
_UsageError: Any = next(one for one in typer.BadParameter.__mro__ if one.__name__ == "UsageError")


class CommandsWithFindings(TyperGroup):
    """Ends with 1 where the command line is wrong. Elsewhere that is 2, which here says that something was found, or
    would change: a pipeline with a mistyped option of `status` must not read that the clouds differ. It holds for the
    name of a command, for what the parser finds, and for what a command finds when it runs."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        with _usage_errors_are_errors():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        with _usage_errors_are_errors():
            return super().invoke(ctx)


@contextmanager
def _usage_errors_are_errors() -> Iterator[None]:
    try:
        yield
    except _UsageError as wrong:
        wrong.exit_code = ERROR
        raise
