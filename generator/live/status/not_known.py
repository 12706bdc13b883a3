"""What is not known, said once for all databases that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.live.answers import Cause, NotKnown
from generator.live.status.database_status import DatabaseStatus


@dataclass(frozen=True)
class Gap:
    """One cause and one remedy. `summaries`, `permissions` and `databases` (STACK/DATABASE) are each in their order and
    without doubles."""

    cause: Cause
    fix: str
    summaries: tuple[str, ...]
    permissions: tuple[str, ...]
    databases: tuple[str, ...]


def gaps(statuses: Sequence[DatabaseStatus]) -> list[Gap]:
    """By cause and remedy, in the order in which they come up: an account that cannot be reached is one gap, however
    many databases have their keys there."""
    found: dict[tuple[Cause, str], list[tuple[NotKnown, str]]] = {}
    for one in statuses:
        for why in one.unknown:
            found.setdefault((why.cause, why.fix), []).append((why, one.name))
    return [
        Gap(
            cause,
            fix,
            tuple(dict.fromkeys(why.summary for why, _ in members)),
            tuple(dict.fromkeys(why.permission for why, _ in members if why.permission)),
            tuple(dict.fromkeys(name for _, name in members)),
        )
        for (cause, fix), members in found.items()
    ]
