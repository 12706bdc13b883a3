"""Which statements cover an action on each of many resources, without a look at every statement for every resource."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.iam.policy_comparison import covers, covers_action
from generator.iam.policy_document import Statement, Terms


class MoreThanCanBeCompared(Exception):
    """There are so many wildcards and keys that comparing them would take for ever."""


class Comparisons:
    """How many comparisons are left. Raises `MoreThanCanBeCompared` when there are none."""

    def __init__(self, most: int) -> None:
        self._left = most

    def spend(self, count: int) -> None:
        """So many of them are about to be made."""
        self._left -= count
        if self._left < 0:
            raise MoreThanCanBeCompared


class Covering:
    """The statements, of some, that cover an action on a resource. A resource that a statement names in full is looked
    up; wildcards, and what is not known yet, cost comparisons. With `surely` what is not known yet covers nothing."""

    def __init__(
        self, statements: Iterable[Statement], action: str, comparisons: Comparisons, *, surely: bool = False
    ) -> None:
        self._action = action
        self._comparisons = comparisons
        self._by_name: dict[str, list[Statement]] = {}
        self._all: list[Statement] = []
        self._others: list[tuple[Statement, Statement]] = []  # one that is compared, and the whole
        for one in statements:
            if covers_action(one.actions, action):
                self._add(replace(one, key_references=frozenset(), hidden=frozenset()) if surely else one, one)
        self._cost = sum(max(1, len(one.resources.values)) for one, _ in self._others)

    def _add(self, one: Statement, whole: Statement) -> None:
        values = one.resources.values
        if "*" in values and not one.resources.is_inverted:
            self._all.append(whole)
            return
        if not one.resources.is_inverted:
            for name in (value for value in values if "*" not in value and "?" not in value):
                self._by_name.setdefault(name, []).append(whole)
            values = frozenset(value for value in values if "*" in value or "?" in value)
        if values or one.resources.is_inverted or one.key_references or "resources" in one.hidden:
            resources = Terms(values, one.resources.is_inverted)
            self._others.append((replace(one, actions=Terms(frozenset([self._action])), resources=resources), whole))

    def of(self, resource: str, keys: frozenset[str] = frozenset()) -> list[Statement]:
        """The statements about a resource; `keys` are the addresses of the keys that may have that ARN."""
        self._comparisons.spend(self._cost)
        wide = [whole for one, whole in self._others if covers(one, self._action, resource, keys)]
        return [*self._all, *self._by_name.get(resource, ()), *wide]
