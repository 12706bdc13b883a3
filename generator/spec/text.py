"""A spec file's bytes to text: UTF-8, of bounded size, without characters that YAML 1.1 and 1.2 read differently."""

from __future__ import annotations

import codecs
import re
from functools import cache

from generator.diagnostics import Diagnostic, Severity
from generator.spec.source import Source, Span

MAX_BYTES = 64 * 1024 * 1024


# What YAML 1.2 (production c-printable) does not allow; and what it takes for text but YAML 1.1, and so libyaml, does
# not: three line breaks, which change a text that they stand in, and a byte order mark after the start.
@cache  # compiled when there is something to read: it takes 3 ms
def _unprintable() -> re.Pattern[str]:
    return re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class RefusedFile(Exception):
    """Carries the one finding that ends the reading of a file."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.summary)
        self.diagnostic = diagnostic


def decode_text(data: bytes, filename: str) -> Source:
    """The text of a file. `RefusedFile` for one that is too large, not UTF-8, or has characters that cannot be
    in a spec."""
    if len(data) > MAX_BYTES:
        raise _refused(
            Source(filename, ""),
            "SPEC101",
            "The file is too large",
            f"A spec file may have {MAX_BYTES // 2**20} MiB. Split it: a folder of *.yaml files is one spec.",
            Span(0, 0, 0, 0),
        )
    has_mark = data.startswith(codecs.BOM_UTF8)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        source = Source(filename, data.decode(), has_mark)
    except UnicodeDecodeError as wrong:
        readable = data[: wrong.start].decode()
        source = Source(filename, data.decode(errors="replace"), has_mark)
        raise _refused(
            source,
            "SPEC102",
            "The file is not UTF-8",
            f"The byte 0x{data[wrong.start]:02X} cannot stand here. Save the file as UTF-8.",
            source.character(len(readable)),
        ) from wrong
    if found := _unprintable().search(source.text):
        raise _refused(
            source,
            "SPEC103",
            "A character that cannot stand in a spec",
            f"U+{ord(found.group()):04X} is not allowed, or does not mean the same to every YAML reader. Remove it, "
            f"or write it in double quotes as {_escape(found.group())}.",
            source.character(found.start()),
        )
    return source


def _escape(character: str) -> str:
    return f"\\x{ord(character):02X}" if ord(character) <= 0xFF else f"\\u{ord(character):04X}"


def _refused(source: Source, code: str, summary: str, detail: str, span: Span) -> RefusedFile:
    return RefusedFile(source.diagnostic(Severity.ERROR, code, summary, detail, span))
