"""What must hold between the parts of a spec. One file per rule; a file that is added is a rule that is added.

`rule` says what a rule is, and the package `reading` what rules ask a stack for; every other module is a rule.
"""

from __future__ import annotations

import dataclasses
import pkgutil
from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from importlib import import_module

from generator.collector import collector_paused
from generator.diagnostics import Diagnostic, Found
from generator.rules.rule import Rule
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Path

_OBJECT = 2  # steps of the path to an object: its section and its name


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    names = (module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg and module.name != "rule")
    rules: list[Rule] = [import_module(f"{__name__}.{name}").RULE for name in names]
    return tuple(sorted(rules, key=lambda rule: rule.code))


def check_rules(spec: Spec) -> list[Diagnostic]:
    """Everything in the spec that breaks a rule, except where the spec could not be read: that has been said. With
    more than `MOST_ERRORS` the first of them, and that there are more."""
    with collector_paused():
        return _without_secrets(_found(_in_turn(), spec.stacks))


def check_each(loaded: LoadedStack) -> list[Diagnostic]:
    """What breaks the rules that look at each stack by itself. `put_together` makes of it, for all stacks, and of
    `check_between` what `check_rules` says of the spec."""
    return _without_secrets(_found(_rules_of_one_stack(), (loaded,)))


def shared_keys(loaded: LoadedStack) -> list[tuple[str, Hashable]]:
    """What the rules that compare stacks compare of one, with their codes: see `Rule.shared`."""
    if _is_foundation_broken(loaded):
        return []
    return [(rule.code, key) for rule in all_rules() if rule.shared for key in rule.shared(loaded)]


def check_between(stacks: Sequence[LoadedStack]) -> list[Diagnostic]:
    """What breaks the rules that compare stacks, which are given in the order of the spec. Those whose `shared_keys`
    are all there once in the whole spec may be left out."""
    return _without_secrets(_found([rule for rule in _in_turn() if rule.shared], stacks))


def put_together(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What was found by parts as `check_rules` says it: by rule. `found` is what `check_each` says, stack by stack in
    the order of the spec, and what `check_between` says."""
    together = Found()
    together.add(sorted(found, key=lambda diagnostic: diagnostic.code))
    return _without_secrets(together.all())


@cache
def _in_turn() -> tuple[Rule, ...]:
    """Every rule, those about secrets first: where the others end early, all lines that they show have been looked
    at."""
    return tuple(sorted(all_rules(), key=lambda rule: not rule.is_about_secrets))


@cache
def _rules_of_one_stack() -> tuple[Rule, ...]:
    return tuple(rule for rule in _in_turn() if not rule.shared)


def _found(rules: Iterable[Rule], stacks: Sequence[LoadedStack]) -> list[Diagnostic]:
    readable = Spec(tuple(loaded for loaded in stacks if not _is_foundation_broken(loaded)))
    found = Found()
    found.add(
        finding.stack.diagnostic(rule.severity, rule.code, finding.summary, finding.detail, finding.path)
        for rule in rules
        for finding in rule.check(readable)
        if not _touches(finding.path, finding.stack.failed)
    )
    return sorted(found.all(), key=lambda diagnostic: diagnostic.code)


def _without_secrets(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The findings without the source lines that hold a secret, whichever rule shows them."""
    if not diagnostics:
        return []
    about_secrets = {rule.code for rule in all_rules() if rule.is_about_secrets}
    secret = {_line(diagnostic) for diagnostic in diagnostics if diagnostic.code in about_secrets}
    return [
        dataclasses.replace(diagnostic, snippet=None) if _line(diagnostic) in secret else diagnostic
        for diagnostic in diagnostics
    ]


def _line(diagnostic: Diagnostic) -> tuple[str, int] | None:
    return (diagnostic.range.filename, diagnostic.range.start.line) if diagnostic.range else None


def _is_foundation_broken(loaded: LoadedStack) -> bool:
    """Without the account, the regions and the tenancy nothing else can be judged."""
    return any(path[:1] in (("aws",), ("oci",), ()) for path in loaded.failed)


def _touches(path: Path, failed: tuple[Path, ...]) -> bool:
    """True if what a finding is about could not be read, or a part of it. What is said of a whole object, such as
    ("roles", "ADBS_AWS_Role1"), is about its name."""
    of_parts = len(path) > _OBJECT
    return any(path[: len(one)] == one or (of_parts and one[: len(path)] == path) for one in failed)
