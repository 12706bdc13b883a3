"""The keys that a policy allows to decrypt with, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.iam.covering import Comparisons, Covering
from generator.iam.policy_comparison import covers_conditions
from generator.iam.policy_document import PolicyDocument, Statement

DECRYPT = "kms:Decrypt"
_LONGEST_ARN = 2048  # characters; IAM takes none that is longer


class ChangedUse:
    """What a policy allows to decrypt with, before and after."""

    def __init__(self, before: PolicyDocument, after: PolicyDocument, comparisons: Comparisons) -> None:
        self._comparisons = comparisons
        self._had = Covering(before.allowing(), DECRYPT, comparisons)
        self._was_denied = Covering(_outright(before), DECRYPT, comparisons, surely=True)
        self._has = Covering(after.allowing(), DECRYPT, comparisons)
        self._is_denied = Covering(_outright(after), DECRYPT, comparisons, surely=True)
        known = {*before.denying()}
        new = [one for one in after.denying() if one.conditions and one not in known]
        self._newly_denied = Covering(new, DECRYPT, comparisons)

    def of(
        self, arns: Iterable[str], addresses: Mapping[str, frozenset[str]]
    ) -> tuple[Sequence[str], Mapping[str, Sequence[str]]]:
        """Of the keys that were allowed, those that are not any more, and the conditions of those that are only under
        new ones. `addresses` are those of the keys that may have an ARN."""
        gone: list[str] = []
        conditional: dict[str, Sequence[str]] = {}
        for arn in arns:
            self._comparisons.spend(1)
            if len(arn) > _LONGEST_ARN:
                continue
            had = self._had.of(arn)
            if not had or self._was_denied.of(arn):
                continue
            keys = addresses.get(arn, frozenset())
            has = self._has.of(arn, keys)
            if not has or self._is_denied.of(arn):
                gone.append(arn)
            elif conditions := self._new_conditions(had, has, self._newly_denied.of(arn, keys)):
                conditional[arn] = conditions
        return gone, conditional

    def _new_conditions(
        self, had: Sequence[Statement], has: Sequence[Statement], denied: Sequence[Statement]
    ) -> Sequence[str]:
        """The keys of the conditions that are new on the way to a key: of a Deny, or of all that allows it."""
        self._comparisons.spend(len(had) * len(has))
        found = [*denied]
        if not any(covers_conditions(one.conditions, old.conditions) for one in has for old in had):
            found += has
        return sorted({condition.key for one in found for condition in one.conditions})


def _outright(document: PolicyDocument) -> list[Statement]:
    return [one for one in document.denying() if not one.conditions]
