"""What has to be so for the next apply to work. Every module is a check, found by itself."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from generator.live.preflight.check import Check


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, by code."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    checks: list[Check] = [import_module(f"{__name__}.{name}").CHECK for name in names]
    return tuple(sorted(checks, key=lambda check: check.code))
