"""A text that must not be seen: a password, the content of a secret."""

from __future__ import annotations

from typing import NoReturn


class Secret:
    """Holds a text, and gives it away to `reveal` alone: not to `repr`, `str`, an f-string, `vars` or a pickle, and so
    not to a log, a traceback with locals or an assertion that fails."""

    __slots__ = ("_reveal",)

    def __init__(self, text: str) -> None:
        def reveal() -> str:
            return text

        self._reveal = reveal

    def reveal(self) -> str:
        """The text, for whom it is meant."""
        return self._reveal()

    def __repr__(self) -> str:
        return "Secret(…)"

    def __format__(self, format_spec: str) -> str:
        return repr(self)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret is not pickled or copied")
