"""What a plan of the corpus is: which configurations were applied, which is planned, what the guard must print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tests.terraform.moto_server import MotoServer
from tests.terraform.oci_stand_in.database_store import DatabaseStore

Verdict = Literal["good", "bad"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A configuration that the product renders: the text of a spec, and which of its stacks is planned."""

    spec: str
    stack: str = "payments-prod"


# The text of a root module's main.tf, files of a folder by path (the root module at its top), or a spec.
Configuration = str | Mapping[str, str] | Rendered


@dataclass(frozen=True, slots=True)
class Scenario:
    """One plan.

    `verdict`: `bad` if the guard must find an error. `prints`: `CODE address` of everything that it must say, in any
    order; the code alone where a finding is about the whole plan. `before`: the configurations that are applied in
    turn first. `adopts`: the plan starts without the state of those. `outside`: what somebody does to the clouds
    meanwhile. `in_state`: what happens to the state file's content. `commands`: Terraform's, run before the plan.
    `spec`: the text that `--spec` names. `allow`: each `CODE=ADDRESS` of `--allow`. `fails`: the plan ends in an error.
    """

    verdict: Verdict
    name: str
    about: str
    after: Configuration
    prints: tuple[str, ...] = ()
    before: tuple[Configuration, ...] = ()
    adopts: bool = False
    outside: Callable[[MotoServer, DatabaseStore], None] | None = None
    in_state: Callable[[dict[str, Any]], None] | None = None
    commands: tuple[tuple[str, ...], ...] = ()
    arguments: tuple[str, ...] = ()
    spec: str | None = None
    allow: tuple[str, ...] = ()
    fails: bool = False

    @property
    def file(self) -> str:
        """Its file below `tests/guard_plans`."""
        return f"{self.verdict}/{self.name}.json"


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text with each first part, which must be there, replaced by the second."""
    for old, new in changes:
        assert old in text, f"nothing to replace: {old}"
        text = text.replace(old, new)
    return text
