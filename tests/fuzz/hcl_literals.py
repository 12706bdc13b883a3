"""Values to HCL: read back by our parser and by HashiCorp's, they are the same values."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator

from generator.configuration.literals import comment, literal
from generator.configuration.terraform import Value
from generator.verify.hcl_reader import read
from tests.terraform.hostile_text import CORPUS
from tests.unit.verify.hashicorp_hcl import agrees, hcl


def target(data: bytes) -> None:
    """Raises where a value or a comment comes back as something else, or cannot be read."""
    text = unicodedata.normalize("NFC", data.decode(errors="ignore"))
    for value in (_value(data), text, {text: text}):
        written = f"x {{\n  {comment(text)}\n  a = {literal(value)}\n}}\n".replace("\r\n", "\n")
        blocks, wrong = read(written, "main.tf")
        assert not wrong, wrong
        assert [block.type for block in blocks] == ["x"]
        assert dict(blocks[0].arguments) == {"a": value}
        theirs = hcl(written)
        assert not theirs or agrees({"a": value}, theirs["x"])


def _value(data: bytes) -> Value:
    """A value out of bytes: the first says its type."""
    kind, rest = data[:1], data[1:]
    text = unicodedata.normalize("NFC", rest.decode(errors="ignore"))
    if kind == b"n":
        return int.from_bytes(rest[:60], "big", signed=True)
    if kind == b"f" and len(rest) >= 8:
        (number,) = struct.unpack("<d", rest[:8])
        return number if 1e-9 < abs(number) < 1e15 else 0
    if kind == b"l":
        return tuple(text.split(","))
    if kind == b"m":
        return {part: (part, None, True) for part in text.split(",")}
    return text


def seeds() -> Iterator[bytes]:
    """Texts that have been a way out somewhere, and a value of each type."""
    yield from (text.encode() for text in CORPUS)
    yield from (b"n\x7f\xff", b"n\xff\x00", b"f" + struct.pack("<d", 1.5), b"la,b,${c}", b"ma,b,%{c}")
