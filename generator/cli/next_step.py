"""What comes next for databases, as text for people."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.stages import Place, Standing, standings

if TYPE_CHECKING:
    from generator.generate import Generated

_DONE = "Nothing: the clouds are what the spec says."


def after_render(generated: Generated, specs: Sequence[str], out: Path) -> str:
    """What to do with a tree that has just been written: the steps where they are the same for all databases, or else
    the command that shows them."""
    answer = standings(generated.spec, generated.roots, Place(specs, str(out), is_current=True))
    if not answer:
        return ""
    if len({one.steps for one in answer}) > 1:
        command = f"adbkms next {shlex.join(specs)} -o {shlex.quote(str(out))}"
        return f"\nNext: {command} shows what comes next for each of the {len(answer)} databases."
    return f"\nNext, for {steps_of(answer).strip()}"


def steps_of(answer: Sequence[Standing]) -> str:
    """The steps, once for the databases that have the same."""
    databases: dict[tuple[str, ...], list[str]] = {}
    for one in answer:
        lines = (f"{step.summary}:\n     {step.command}" if step.command else f"{step.summary}." for step in one.steps)
        databases.setdefault(tuple(lines) or (_DONE,), []).append(one.name)
    return "".join(
        f"\n{', '.join(names)}\n" + "".join(f"  {number}. {line}\n" for number, line in enumerate(steps, start=1))
        for steps, names in databases.items()
    )
