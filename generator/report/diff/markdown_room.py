"""A comment of bounded size."""

from __future__ import annotations

from collections.abc import Sequence

from generator.report.inert import inert


def size(text: str) -> int:
    """In bytes of UTF-8, of the text as it is going to be written."""
    return len(inert(text).encode("utf-8", "surrogatepass"))


class Room:
    """What has been written, and how many bytes are left. `is_short` is true once something was left out."""

    def __init__(self, bytes: int) -> None:
        self.left = bytes
        self.is_short = False
        self._parts: list[str] = []

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self._parts)

    def add(self, text: str) -> bool:
        """Write whole lines, if there is room for them; else False."""
        if size(text) > self.left:
            self.is_short = True
            return False
        self._write(text)
        return True

    def say_left_out(self, what: str) -> None:
        """Write how much is left out. It is one short line of our own words and not measured against the room, so that
        it is said in any case."""
        self.is_short = True
        self._write(f"\n… and {what}.\n")

    def fitting(self, lines: Sequence[str], most: int) -> Sequence[str]:
        """As many of the lines, from the first, as take at most `most` bytes and find room now."""
        left = min(most, self.left)
        for number, line in enumerate(lines):
            left -= size(line) + 1
            if left < 0:
                return lines[:number]
        return lines

    def _write(self, text: str) -> None:
        self.left -= size(text)
        self._parts.append(inert(text))
