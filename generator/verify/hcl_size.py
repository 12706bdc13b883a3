"""What a file may have in it so that python-hcl2 reads it in full with a bounded memory.

Measured with python-hcl2 8.1: some 600 bytes for each word and sign, and 230 for each character of a string, a
heredoc or a comment, since Python's regular expressions remember where each of them began. A file that adbkms renders
has a word or sign for every nine characters.
"""

from __future__ import annotations

import re

MAX_CHARACTERS = 8 * 1024 * 1024
"""Of a file: some 3,000 databases in one stack."""
MOST_WORDS = 1_200_000
"""Words, signs, strings and line breaks of a file."""
TOO_MANY_WORDS = f"The file has more than {MOST_WORDS:,} words and signs, too many to be read."
MOST_TOKENS = 3 * MOST_WORDS // 2
"""As python-hcl2's lexer counts them: each quote of a string is one."""
LONGEST_TEXT = 1024 * 1024
"""Characters between two quotes; of a whole file with a heredoc, or with a comment that begins with `/*`."""
_WORD = re.compile(
    r"""
      "(?:[^"\\$%]++|\\.|[$%](?!\{))*+"  # a string; one with an interpolation is taken to pieces
    | \#[^\n]*+
    | (?P<long> <<|/\* )
    | \w[\w-]*+
    | [^\s\w]
    | \n
    """,
    re.VERBOSE | re.DOTALL,
)


def excess(text: str) -> tuple[str, int] | None:
    """Why a file is too much to be read in full, in a sentence, and where; None if it is not."""
    if len(text) > MAX_CHARACTERS:
        return f"The file has more than {MAX_CHARACTERS // 2**20} Mi characters, too many to be read.", 0
    if len(text) <= LONGEST_TEXT:
        return None  # it is little, whatever is in it
    long_text = _long_text(text)
    if long_text is not None:
        return (
            f"More than {LONGEST_TEXT // 2**20} Mi characters stand here without a quote, too many to be read.",
            long_text,
        )
    for number, word in enumerate(_WORD.finditer(text)):
        if word.lastgroup:
            detail = f"In a file of more than {LONGEST_TEXT // 2**20} Mi characters no heredoc, and no /* */, is read."
            return detail, word.start()
        if number >= MOST_WORDS:
            return TOO_MANY_WORDS, word.start()
    return None


def _long_text(text: str) -> int | None:
    start = 0
    for piece in text.replace("\\\\", "xx").replace('\\"', "xx").split('"'):
        if len(piece) > LONGEST_TEXT:
            return start
        start += len(piece) + 1
    return None
