"""Commands whose exit code is a judgement."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

from generator.cli.output import ERROR, FINDINGS


class JudgingCommand(TyperCommand):
    """Ends with 1 where the command line is wrong. Elsewhere that is 2, which here says that something was found."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except Exception as wrong:
            if getattr(wrong, "exit_code", None) == FINDINGS:
                wrong.exit_code = ERROR  # type: ignore[attr-defined]  # click's UsageError, wherever typer has it from
            raise
