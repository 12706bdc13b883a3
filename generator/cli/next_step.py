"""What comes next for databases, as text for people."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.stages import Standing

if TYPE_CHECKING:
    from generator.fleet.fleet import Fleet

_DONE = "Nothing: the clouds are what the spec says."


def after_render(fleet: Fleet, specs: Sequence[str], out: Path) -> list[str]:
    """What to do with a tree that has just been written, in lines: the steps where they are the same for all databases,
    or else the command that shows them."""
    if not fleet.databases:
        return []
    if fleet.steps is None:
        command = f"adbkms next {shlex.join(specs)} -o {shlex.quote(str(out))}"
        return ["", f"Next: {command} shows what comes next for each of the {len(fleet.databases)} databases."]
    return ["", f"Next, for {', '.join(fleet.databases)}", *_numbered(_lines(fleet.steps))]


def steps_of(answer: Sequence[Standing]) -> list[str]:
    """The steps in lines, once for the databases that have the same."""
    databases: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for one in answer:
        databases.setdefault(_lines((step.summary, step.command) for step in one.steps), []).append(one.name)
    return [line for steps, names in databases.items() for line in ("", ", ".join(names), *_numbered(steps))]


def _lines(steps: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, ...], ...]:
    """What is said of each step: its summary, and its command if there is one."""
    lines = tuple((f"{summary}:", command) if command else (f"{summary}.",) for summary, command in steps)
    return lines or ((_DONE,),)


def _numbered(steps: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, (summary, *command) in enumerate(steps, start=1):
        yield f"  {number}. {summary}"
        yield from (f"     {line}" for line in command)
