"""What the quick reader takes: the names and literals that a line can hold without python-hcl2 looking at each."""

from __future__ import annotations

import re

# In a quoted string these characters mean themselves, to Terraform as to `hcl_strings`.
PLAIN = r'[^"\\$%\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]'
NAME = r"[A-Za-z_][A-Za-z0-9_-]*"

# Names that python-hcl2's grammar treats as words of their own in some places.
KEYWORDS = frozenset({"if", "in", "for", "for_each", "else", "endif", "endfor", "null", "true", "false"})
NO_KEYWORD = rf"(?!(?:{'|'.join(sorted(KEYWORDS))})(?![A-Za-z0-9_-]))"

STRING = re.compile(f'"{PLAIN}*"')
TEXT = re.compile(f'"{PLAIN}+"')
WHOLE_NUMBER = re.compile("0|[1-9][0-9]{0,14}")


class NotInSubset(Exception):
    """The text has something that only python-hcl2 may judge. That says nothing about whether it is right."""
