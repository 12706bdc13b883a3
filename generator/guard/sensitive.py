"""No secret of a plan is printed, whichever rule would say it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from generator.diagnostics import Diagnostic
from generator.guard.plan import Plan
from generator.publish.secret_values import HIDDEN, is_secret_name

_SHORTEST = 6  # shorter ones are words and numbers that occur anywhere


def without_secrets(diagnostics: Iterable[Diagnostic], plan: Plan) -> list[Diagnostic]:
    """The findings with every value replaced that the plan marks as sensitive or that is a password by its name."""
    found = list(diagnostics)
    if not found:
        return found
    texts = "\n".join(f"{one.summary}\n{one.detail}" for one in found)
    secrets = sorted({one for one in _secrets(plan) if len(one) >= _SHORTEST and one in texts}, key=len, reverse=True)
    for secret in secrets:
        found = [
            dataclasses.replace(
                one,
                summary=one.summary.replace(secret, HIDDEN),
                detail=one.detail.replace(secret, HIDDEN),
            )
            for one in found
        ]
    return found


def _secrets(plan: Plan) -> Iterator[str]:
    for resource in (*plan.resource_changes, *plan.resource_drift):
        change = resource.change
        for values, marks in ((change.before, change.before_sensitive), (change.after, change.after_sensitive)):
            yield from _marked(values, marks)
            yield from _named(values)


def _marked(values: Any, marks: Any) -> Iterator[str]:
    if marks is True:
        yield from _texts(values)
    elif isinstance(marks, dict) and isinstance(values, dict):
        for name, mark in marks.items():
            yield from _marked(values.get(name), mark)
    elif isinstance(marks, list) and isinstance(values, list):
        for value, mark in zip(values, marks, strict=False):
            yield from _marked(value, mark)


def _named(values: Any) -> Iterator[str]:
    if isinstance(values, dict):
        for name, value in values.items():
            if is_secret_name(name):
                yield from _texts(value)
            else:
                yield from _named(value)
    elif isinstance(values, list):
        for value in values:
            yield from _named(value)


def _texts(values: Any, depth: int = 0) -> Iterator[str]:
    """Every text in a value, also in one that is JSON, such as a policy."""
    if isinstance(values, str):
        yield values
        if values[:1] in ("{", "[") and depth < 2:
            try:
                yield from _texts(msgspec.json.decode(values), depth + 1)
            except (ValueError, msgspec.DecodeError, RecursionError):
                return
    elif isinstance(values, dict):
        for one in values.values():
            yield from _texts(one, depth)
    elif isinstance(values, list):
        for one in values:
            yield from _texts(one, depth)
