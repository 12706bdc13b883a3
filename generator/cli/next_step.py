"""What comes next for databases, as text for people."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.stages import Place, Standing, standings

if TYPE_CHECKING:
    from generator.generate import Generated

_DONE = "Nothing: the clouds are what the spec says."


def after_render(generated: Generated, specs: Sequence[str], out: Path) -> list[str]:
    """What to do with a tree that has just been written, in lines: the steps where they are the same for all databases,
    or else the command that shows them."""
    answer = standings(generated.spec, generated.roots, Place(specs, str(out), is_current=True))
    if not answer:
        return []
    if len({one.steps for one in answer}) > 1:
        command = f"adbkms next {shlex.join(specs)} -o {shlex.quote(str(out))}"
        return ["", f"Next: {command} shows what comes next for each of the {len(answer)} databases."]
    _, databases, *steps = steps_of(answer)
    return ["", f"Next, for {databases}", *steps]


def steps_of(answer: Sequence[Standing]) -> list[str]:
    """The steps in lines, once for the databases that have the same."""
    databases: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for one in answer:
        steps = tuple(
            (f"{step.summary}:", step.command) if step.command else (f"{step.summary}.",) for step in one.steps
        )
        databases.setdefault(steps or ((_DONE,),), []).append(one.name)
    return [line for steps, names in databases.items() for line in ("", ", ".join(names), *_numbered(steps))]


def _numbered(steps: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, (summary, *command) in enumerate(steps, start=1):
        yield f"  {number}. {summary}"
        yield from (f"     {line}" for line in command)
