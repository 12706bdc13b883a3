"""The reference of the commands, from the command line itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from generator.cli.app import app


def command_reference() -> str:
    """A section for each command, in the order of `adbkms --help`."""
    return "\n\n".join(_section(name, command) for name, command in commands().items())


def commands() -> dict[str, Any]:
    """The commands by name, `key switch` for one of a group, as typer's own objects."""
    return dict(_commands(typer.main.get_command(app)))


def _commands(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "list_commands"):
            yield from _commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


def _section(name: str, command: Any) -> str:
    about, _, example = command.help.partition("\n\nExample: ")
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    usage = " ".join([f"adbkms {name}", *(["[OPTIONS]"] if options else []), *map(_in_usage, arguments)])
    parts = [f"## adbkms {name}", about, f"```text\n{usage}\n```"]
    if arguments:
        parts.append("\n".join(["### Arguments", "", *(f"- `{_metavar(one)}` - {_help(one)}" for one in arguments)]))
    if options:
        parts.append("\n".join(["### Options", "", *(f"- {_spelled(one)} - {_help(one)}" for one in options)]))
    command_line, comma, rest = example.partition(", and ")
    parts.append("\n".join(["### Example", "", "```sh", command_line.strip(), "```"]))
    if comma:
        parts.append(
            f"And {' '.join(rest.partition(chr(10))[0].split())}\n\n```yaml\n{rest.partition(chr(10))[2]}\n```"
        )
    return "\n\n".join(_own_anchors(name, part) for part in parts)


def _own_anchors(name: str, part: str) -> str:
    """Headings that occur in one place of the page only."""
    return part.replace("### ", f"### {name}: ", 1) if part.startswith("### ") else part


def _in_usage(argument: Any) -> str:
    return _metavar(argument) if argument.required else f"[{_metavar(argument)}]"


def _metavar(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _spelled(option: Any) -> str:
    names = ", ".join(f"`{one}`" for one in option.opts)
    if option.is_flag:
        return names
    choices = getattr(option.type, "choices", None)
    value = option.metavar or ("|".join(str(getattr(one, "value", one)) for one in choices) if choices else "TEXT")
    return f"{names} `{value}`"


def _help(parameter: Any) -> str:
    default = parameter.default
    if parameter.required or default in (None, False):
        return str(parameter.help)
    return f"{parameter.help} Default: `{getattr(default, 'value', default)}`."
