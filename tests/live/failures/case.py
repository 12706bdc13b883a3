"""A failure that is staged, and what a user has to be told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.cli.conftest import Run

from .scene import Scene

Stage = Callable[[Scene], object]


@dataclass(frozen=True)
class Case:
    """`stage` spoils the scene; then the command ends with the exit code and prints all that it `says`, the code first,
    wherever its lines end, and nothing `unsaid`. `{key}` in these is the key's ARN."""

    name: str
    stage: Stage
    ends: int
    says: tuple[str, ...]
    command: str = "preflight"
    unsaid: tuple[str, ...] = ()


def names(cases: tuple[Case, ...]) -> list[str]:
    """What pytest calls them."""
    return [f"{case.command}: {case.name}" for case in cases]


def play(case: Case, scene: Scene, adbkms: Run) -> None:
    """Stages it and looks."""
    case.stage(scene)

    ended = adbkms(case.command, "spec.yaml")

    printed = " ".join(f"{ended.data} {ended.messages}".split())
    missing = [one for one in case.says if one.replace("{key}", scene.key_arn) not in printed]
    assert (ended.code, missing) == (case.ends, []), printed
    assert not [one for one in case.unsaid if one.replace("{key}", scene.key_arn) in printed], printed


def encrypted_and(*stages: Stage) -> Stage:
    """The database has the key, and then these."""
    return all_of(lambda scene: scene.encrypted(), *stages)


def all_of(*stages: Stage) -> Stage:
    """One after the other."""

    def staged(scene: Scene) -> None:
        for stage in stages:
            stage(scene)

    return staged
