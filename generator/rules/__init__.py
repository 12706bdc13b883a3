"""What must hold between the parts of a spec. One file per rule; a file that is added is a rule that is added.

`rule` says what a rule is, and the package `reading` what rules ask a stack for; every other module is a rule.
"""

from __future__ import annotations

import dataclasses
import pkgutil
from functools import cache
from importlib import import_module

from generator.diagnostics import Diagnostic
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
    """Everything in the spec that breaks a rule, except where the spec could not be read: that has been said."""
    readable = Spec(tuple(loaded for loaded in spec.stacks if not _is_foundation_broken(loaded)))
    diagnostics = [
        finding.stack.diagnostic(rule.severity, rule.code, finding.summary, finding.detail, finding.path)
        for rule in all_rules()
        for finding in rule.check(readable)
        if not _touches(finding.path, finding.stack.failed)
    ]
    return _without_secrets(diagnostics)


def _without_secrets(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The findings without the source lines that hold a secret, whichever rule shows them."""
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
