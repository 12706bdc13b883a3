"""Answers that end before their end.

The SDK tries again when a connection breaks, but does not look whether an answer is as long as it says that it is
(botocore 1.44, httpsession.py: `enforce_content_length=False`), and then cannot read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


def refuse_cut_answers(session: Any) -> None:
    """From now on the session's clients raise IncompleteReadError for an answer that is cut off."""
    session.register("before-parse", _refuse_if_cut)


def tried_again(ask: Callable[[], T], most_attempts: int = 3) -> T:
    """What `ask`, which only reads, comes to when its answer may be cut off."""
    from botocore.exceptions import IncompleteReadError

    for _ in range(most_attempts - 1):
        try:
            return ask()
        except IncompleteReadError:
            continue
    return ask()


def _refuse_if_cut(response_dict: Mapping[str, Any], **event: Any) -> None:
    from botocore.exceptions import IncompleteReadError

    said = response_dict["headers"].get("content-length", "")
    came = len(response_dict["body"])
    if said.isdecimal() and int(said) > came:
        raise IncompleteReadError(actual_bytes=came, expected_bytes=int(said))
