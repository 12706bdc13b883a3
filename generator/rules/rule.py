"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from generator.diagnostics import Severity
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule is broken at a place: a path below a stack, such as ("keys", "ADBS_Key1", "alias")."""

    stack: LoadedStack
    path: Path
    summary: str
    detail: str


@dataclass(frozen=True)
class Rule:
    """One thing that a spec must, or should, hold to.

    `title` is one line; `explanation` is Markdown: what is wrong, why it matters, what to do; `bad` and `good` are spec
    fragments below a stack, or with `at_top` at the top of a file, where they can have `stacks` of their own; `source`
    says where the fact is from. `check` looks at the whole spec and yields what it finds. With `is_about_secrets` the
    source line is not shown with a finding: what is printed ends up in the logs of pipelines.

    `shared` is None for a rule that looks at each stack by itself. A rule that compares stacks says with it what it
    compares: the keys of a stack, each as often as the stack has it. A stack can get a finding of such a rule only if
    one of its keys is there more than once, in the stack itself or in another; what other stacks there are does not
    matter to it.
    """

    code: str
    title: str
    explanation: str
    source: str
    bad: str
    good: str
    check: Callable[[Spec], Iterable[Finding]]
    severity: Severity = Severity.ERROR
    at_top: bool = False
    is_about_secrets: bool = False
    shared: Callable[[LoadedStack], Iterable[Hashable]] | None = None
