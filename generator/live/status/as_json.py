"""Statuses as JSON's types, for scripts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from generator.live.answers import NotKnown
from generator.live.oci.live_database import KeySwitch
from generator.live.oci.work_requests import LiveWorkRequest
from generator.live.status.database_status import DatabaseStatus, Side


def as_json(found: Sequence[DatabaseStatus]) -> Mapping[str, object]:
    """`{"databases": [{"stack", "database", "matches", "wanted", "found", "history", …}]}`. `matches` is null where
    something is not known and nothing differs; what is empty or not known within `wanted` and `found` is null. The
    history is oldest first, times are RFC 3339 in UTC. `work_request` is null unless the database was watched and
    differs."""
    return {"format_version": "1.0", "databases": [database_as_json(one) for one in found]}


def database_as_json(one: DatabaseStatus) -> dict[str, object]:
    """One database of it."""
    return {
        "stack": one.stack,
        "database": one.database,
        "ocid": one.ocid,
        "matches": one.matches,
        "wanted": _side(one.wanted),
        "found": _side(one.found) if one.found else None,
        "differences": list(one.differences),
        "missing": list(one.missing),
        "not_known": [_not_known(why) for why in one.unknown],
        "history": [_switch(switch) for switch in one.history],
        "work_request": _work(one.last_work) if one.last_work else None,
    }


def rfc3339(time: datetime | None) -> str | None:
    """`2026-10-01T12:30:00Z`; a time without a zone is in UTC already."""
    if time is None:
        return None
    aware = time.astimezone(UTC) if time.tzinfo else time
    return aware.strftime("%Y-%m-%dT%H:%M:%SZ")


def _side(side: Side) -> dict[str, str | None]:
    return {field.name: getattr(side, field.name) or None for field in dataclasses.fields(side)}


def _switch(switch: KeySwitch) -> dict[str, str | None]:
    encryption = switch.encryption
    return {
        "time": rfc3339(switch.time),
        "provider": encryption.provider or None,
        "key_arn": encryption.key_arn or None,
        "role_arn": encryption.role_arn or None,
        "external_id": encryption.external_id or None,
        "service_endpoint": encryption.service_endpoint or None,
    }


def _work(work: LiveWorkRequest) -> dict[str, object]:
    return {
        "operation": work.operation,
        "status": work.status,
        "percent": work.percent,
        "accepted": rfc3339(work.accepted),
        "errors": list(work.errors),
    }


def _not_known(why: NotKnown) -> dict[str, str | None]:
    return {"cause": why.cause.value, "summary": why.summary, "fix": why.fix, "permission": why.permission}
