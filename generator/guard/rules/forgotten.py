"""A key, a database, or what belongs to it, that Terraform forgets is named."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.judged_types import JUDGED, KINDS
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    for resource in case.changed(*JUDGED):
        if resource.is_forgotten:
            what = KINDS[resource.type]
            yield Finding(
                resource.address,
                f"Terraform would forget the {what}",
                f"The {what} itself stays as it is, and nothing in this state looks after it any more. See that "
                "somebody else does.",
            )


RULE = Rule(
    code="GRD104",
    title="A key, a database or what belongs to it is forgotten",
    explanation="""\
A `removed` block with `destroy = false` takes a resource out of Terraform's state and leaves the object in the cloud.
That is the right way to let go of an old key: backups go on needing it. From then on no plan shows what happens to
it.

Nothing is wrong with it if it is meant. Note down who looks after it now.
""",
    source="https://developer.hashicorp.com/terraform/language/block/removed",
    check=check,
    severity=Severity.WARNING,
)
