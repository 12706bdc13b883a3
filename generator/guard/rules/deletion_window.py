"""A key's waiting period before deletion is not shortened."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.judged_types import KEYS
from generator.guard.rule import Finding, Rule

_WINDOW, _DEFAULT = "deletion_window_in_days", 30


def check(case: Case) -> Iterator[Finding]:
    for key in case.changed(*KEYS):
        if key.change.before is None or key.change.after is None:
            continue
        if key.is_unknown(_WINDOW):
            yield Finding(
                key.address,
                "The key could be deleted sooner: its waiting period is known only after the apply",
                f"Give `{_WINDOW}` as a literal, 30 if nothing speaks against it.",
                Severity.WARNING,
            )
            continue
        before, after = (_DEFAULT if side.get(_WINDOW) is None else side[_WINDOW] for side in (key.before, key.after))
        if after < before:
            yield Finding(
                key.address,
                f"The key could be deleted after {after} days instead of {before}",
                "The waiting period is the time in which a deletion by mistake can be called off. Leave "
                f"`{_WINDOW}` at {before}.",
            )


RULE = Rule(
    code="GRD102",
    title="A key could be deleted sooner",
    explanation="""\
`deletion_window_in_days` is how long AWS waits between the order to delete a key and the deletion, 30 days unless
given. It is the only time in which a deletion can be called off. To shorten it has no other use than to delete the
key sooner, and the next plan may do just that. A number that the plan does not know yet is a warning.

Leave it at 30 days.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    check=check,
)
