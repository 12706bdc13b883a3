"""A plan judged."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic
from generator.guard.allowed import Allowed, let_pass
from generator.guard.case import Case
from generator.guard.judged_types import ALIAS, DATABASE, JUDGED, KEYS, POLICY, ROLE
from generator.guard.plan import Plan
from generator.guard.rules import all_guard_rules
from generator.guard.sensitive import without_secrets
from generator.spec.load import Spec


def judge(plan: Plan, spec: Spec | None = None, allowed: Sequence[Allowed] = ()) -> list[Diagnostic]:
    """Everything that the rules find in a plan, by address as Terraform lists them and by code; the `address` of each
    is the resource's. With a `spec` places and principals must be those that it names. It never raises."""
    case = Case(plan, spec)
    found = [
        Diagnostic(
            finding.severity or rule.severity, rule.code, finding.summary, finding.detail, address=finding.address
        )
        for rule in all_guard_rules()
        for finding in rule.check(case)
    ]
    return let_pass(without_secrets(dict.fromkeys(found), plan), allowed)


def what_was_judged(plan: Plan) -> str:
    """In words: "3 changes (1 database, 2 keys, 1 other)"."""
    changed = [one for one in plan.resource_changes if one.is_changed]
    counts = [
        (sum(one.type in types for one in changed), singular, plural)
        for types, singular, plural in (
            ((DATABASE,), "database", "databases"),
            (KEYS, "key", "keys"),
            ((ALIAS,), "alias", "aliases"),
            ((ROLE,), "role", "roles"),
            ((POLICY,), "policy", "policies"),
        )
    ]
    rest = sum(one.type in JUDGED for one in changed) - sum(count for count, *_ in counts)
    counts.append((rest, "attachment or inline policy", "attachments and inline policies"))
    counts.append((sum(one.type not in JUDGED for one in changed), "not judged", "not judged"))
    named = ", ".join(f"{count} {singular if count == 1 else plural}" for count, singular, plural in counts if count)
    return f"{len(changed)} change{'s' * (len(changed) != 1)}" + (f" ({named})" if named else "")
