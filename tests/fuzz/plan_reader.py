"""Bytes as a plan: an answer, or a finding that says what they are instead."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.guard.judge import judge, what_was_judged
from generator.guard.reading import read_plan
from generator.report import report
from tests.fuzz.promises import shows_safely
from tests.unit.guard.plan_of import IN_USE, KEY, PLANS, POLICY, ROLE, change, key, plan_of, policy, role, use


def target(data: bytes) -> None:
    """Raises where a plan ends in an exception, or a message acts on a terminal."""
    plan, found = read_plan(data)
    if plan is None:
        assert [one.code for one in found] == ["GRD001"]
    else:
        found += judge(plan)
        assert what_was_judged(plan)
    shows_safely(report(found, "text"))


def seeds() -> Iterator[bytes]:
    """Plans that Terraform has made, and what else people give."""
    yield json.dumps(
        plan_of(
            *IN_USE, change(POLICY, policy(), policy(use("*"))), change(KEY, key(), None), change(ROLE, role(), role())
        )
    ).encode()
    yield min((path.read_bytes() for path in sorted(PLANS.glob("*.json"))), key=len)
    yield from (b"PK", b'{"@level": "info"}\n', "{}".encode("utf-16"), b"\xff\xfe\x00", b"[" * 2000)
