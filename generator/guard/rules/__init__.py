"""What must not happen to a key, a database, or what the database reaches its key by. Every module is a rule."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from generator.guard.rule import Rule


@cache
def all_guard_rules() -> tuple[Rule, ...]:
    """Every rule of the guard, by code."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    rules: list[Rule] = [import_module(f"{__name__}.{name}").RULE for name in names]
    return tuple(sorted(rules, key=lambda rule: rule.code))
