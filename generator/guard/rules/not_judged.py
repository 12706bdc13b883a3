"""What no rule judges is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

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
        yield Finding(
            addresses[0],
            f"{len(addresses)} {'change' if len(addresses) == 1 else 'changes'} of {type} not judged",
            f"The guard has no rule for this type: {_first(addresses)}. Look at the plan.",
        )
    actions = [_address_of(one) for one in case.plan.action_invocations]
    if actions:
        yield Finding(
            actions[0],
            f"{len(actions)} {'action' if len(actions) == 1 else 'actions'} not judged",
            f"The plan invokes {_first(actions)}. An action does what its provider likes, and shows no change: look at "
            "its configuration.",
        )
    parts = [one for one in case.plan.unknown_parts if not one.startswith("deferred")]
    if parts:
        yield Finding(
            "",
            f"The plan has parts that the guard does not know: {_first(parts)}",
            "A newer Terraform writes them. What they say would be done is not judged: look at the plan.",
        )


def _first(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")


def _address_of(action: object) -> str:
    address = action.get("address") if isinstance(action, dict) else None
    return address if isinstance(address, str) and address else "an action without an address"


RULE = Rule(
    code="GRD004",
    title="Changes that no rule judges",
    explanation="""\
The guard judges keys, aliases, roles, policies and databases. The plan changes resources of other types as well; some
of them could matter, such as `aws_kms_grant` or a resource of another provider that manages the same objects. They
are named, once for each type, so that nobody takes the guard's silence for an approval. Data sources, and resources
in which nothing changes, do not count. The same goes for actions, which Terraform 1.14 and newer invoke, and for parts
of a plan that this version of adbkms does not know.

Look at these changes in the plan. A stack of its own for keys and databases keeps them apart.
""",
    source="https://developer.hashicorp.com/terraform/internals/json-format#change-representation",
    check=check,
    severity=Severity.WARNING,
)
