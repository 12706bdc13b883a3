"""The texts that an answer is made of, once it is decoded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

LONGEST_DOCUMENT = 131_072
"""Characters of a policy: https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html (Policy),
https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html (Document)"""


def texts(value: object) -> Iterator[str]:
    """Every text in what was decoded from JSON or XML, names of fields too. A text that is JSON itself, such as a key
    policy, is there as it is and decoded: whoever reads the policy sees that."""
    waiting = [value]
    while waiting:  # no recursion: an answer may be nested deeper than Python's calls
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            waiting.append(_document(one))
        elif isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple):
            waiting += one


def _document(text: str) -> Any:
    if len(text) > LONGEST_DOCUMENT or not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
