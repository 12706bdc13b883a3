"""A failure that is staged, and what a user has to be told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.cli.conftest import Run

from .scene import Scene


@dataclass(frozen=True)
class Case:
    """`stage` spoils the scene; then the command ends with the exit code and prints the code and all that it `says`,
    wherever its lines end, and nothing `unsaid`. `{key}` and `{key_id}` in these are the key's ARN and its UUID."""

    name: str
    stage: Callable[[Scene], object]
    says: tuple[str, ...]
    code: str
    ends: int = 2
    command: str = "preflight"
    unsaid: tuple[str, ...] = ()


def names(cases: tuple[Case, ...]) -> list[str]:
    """What pytest calls them."""
    return [f"{case.command.partition(' ')[0]}: {case.name}" for case in cases]


def play(case: Case, scene: Scene, adbkms: Run) -> None:
    """Stages it and looks."""
    case.stage(scene)

    name, _, options = case.command.partition(" ")
    ended = adbkms(name, "spec.yaml", *options.split())

    printed = " ".join(f"{ended.data} {ended.messages}".split())
    import os
    if os.environ.get("ADBKMS_TEST_DUMP"):
        with open(os.environ["ADBKMS_TEST_DUMP"], "a") as out:
            out.write(f"##### {case.name} [{case.command}] exit {ended.code}\n{ended.data}{ended.messages}\n")
    missing = [one for one in (case.code, *case.says) if _filled(one, scene) not in printed]
    assert (ended.code, missing) == (case.ends, []), printed
    assert not [one for one in case.unsaid if _filled(one, scene) in printed], printed


def _filled(text: str, scene: Scene) -> str:
    return text.replace("{key}", scene.key_arn).replace("{key_id}", scene.key_id)
