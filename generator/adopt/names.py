"""Names in a spec for what exists."""

from __future__ import annotations

from generator.configuration.references import ALIAS_PREFIX, ORACLE_MANAGED, identifier

_LONGEST = 63  # of a database's name; `generator.spec.model`


class Names:
    """The names of one section of a stack. Two that are the same as Terraform's labels do not both fit; case does not
    tell them apart either, so that a reader can."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def take(self, wanted: str) -> bool:
        """True, and the name is taken, if it was free."""
        label = identifier(wanted).casefold()
        if label in self._taken:
            return False
        self._taken.add(label)
        return True

    def numbered(self, wanted: str) -> str:
        """The name, or the first of `NAME_2`, `NAME_3`, … that is free."""
        if self.take(wanted):
            return wanted
        stem = wanted[: _LONGEST - 8]
        while True:
            number = self._numbers[stem] = self._numbers.get(stem, 1) + 1
            if self.take(name := f"{stem}_{number}"):
                return name


def can_be_key_name(alias: str) -> bool:
    """False for an alias that means something else where a database selects its key."""
    return alias != ORACLE_MANAGED and not alias.startswith(ALIAS_PREFIX)
