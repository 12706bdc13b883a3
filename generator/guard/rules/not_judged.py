"""What no rule judges is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.judged_types import JUDGED
from generator.guard.rule import Finding, Rule

_SHOWN = 3


def check(case: Case) -> Iterator[Finding]:
    by_type: dict[str, list[str]] = defaultdict(list)
    for resource in case.plan.resource_changes:
        if resource.is_changed and resource.type not in JUDGED:
            by_type[resource.type].append(resource.address)
    for type, addresses in sorted(by_type.items()):
        shown = ", ".join(addresses[:_SHOWN]) + (", …" if len(addresses) > _SHOWN else "")
        yield Finding(
            addresses[0],
            f"{len(addresses)} {'change' if len(addresses) == 1 else 'changes'} of {type} not judged",
            f"The guard has no rule for this type: {shown}. Look at the plan.",
        )


RULE = Rule(
    code="GRD004",
    title="Changes that no rule judges",
    explanation="""\
The guard judges keys, aliases, roles, policies and databases. The plan changes resources of other types as well; some
of them could matter, such as `aws_kms_grant` or a resource of another provider that manages the same objects. They
are named, once for each type, so that nobody takes the guard's silence for an approval. Data sources, and resources
in which nothing changes, do not count.

Look at these changes in the plan. A stack of its own for keys and databases keeps them apart.
""",
    source="https://developer.hashicorp.com/terraform/internals/json-format#change-representation",
    check=check,
    severity=Severity.WARNING,
)
