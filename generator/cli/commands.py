"""Commands by their names, each of them imported when it is asked for.

Importing all of them, and working out what their parameters are, takes as long as all else that a small spec takes.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer

from generator.cli.usage_errors import CommandsWithFindings

# In the order in which `--help` shows them. Each is the function, or the group of commands, of the module of its name.
_NAMES = (
    "init",
    "render",
    "validate",
    "diff",
    "stacks",
    "next",
    "discover",
    "adopt",
    "report",
    "block",
    "schema",
    "explain",
    "guard",
    "preflight",
    "status",
    "key",
)


class Commands(CommandsWithFindings):
    """Has them all, and knows those that it was asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all."""
        return list(_NAMES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name; None if there is none."""
        if cmd_name in _NAMES and cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        return super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that a line begins with; where there is none, an error that names those that are similar."""
        if args[0] not in _NAMES:
            for name in _NAMES:
                self.get_command(ctx, name)
        return super().resolve_command(ctx, args)


def _command(name: str) -> Any:
    found = getattr(import_module(f"generator.cli.{name}"), name)
    if isinstance(found, typer.Typer):
        group = typer.main.get_group(found)
        group.name = name
        return group
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(name)(found)
    return typer.main.get_command(alone)
