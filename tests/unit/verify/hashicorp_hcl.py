"""HashiCorp's own HCL parser, for a second opinion."""

from __future__ import annotations

from typing import Any

import pygohcl

from generator.configuration.terraform import Expression, Value


class Refused(Exception):
    """hcl does not take the text."""


def hcl(text: str) -> dict[str, Any]:
    """What hcl reads: literals as Python values, expressions as the text that they are written with.

    Raises `Refused`.
    """
    try:
        read: dict[str, Any] = pygohcl.loads(text, keep_interpolations=True)
    except (pygohcl.HCLParseError, UnicodeEncodeError) as error:
        raise Refused(str(error)) from error
    except pygohcl.HCLInternalError:
        return {}  # valid, but pygohcl cannot show what it means
    return read


def agrees(ours: Value, theirs: object) -> bool:
    """True if a value that we have read is what hcl has read. Expressions are not compared."""
    if isinstance(ours, Expression):
        return True
    if isinstance(ours, tuple):
        alike = isinstance(theirs, list) and len(ours) == len(theirs)
        return alike and isinstance(theirs, list) and all(map(agrees, ours, theirs))
    if isinstance(ours, dict):
        alike = isinstance(theirs, dict) and ours.keys() == theirs.keys()
        return alike and isinstance(theirs, dict) and all(agrees(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    return ours == theirs


def without_spaces(read: object) -> object:
    """What hcl has read, without the spaces in texts: expressions keep those that they were written with."""
    if isinstance(read, str):
        return "".join(read.split())
    if isinstance(read, list):
        return [without_spaces(element) for element in read]
    if isinstance(read, dict):
        return {without_spaces(key): without_spaces(value) for key, value in read.items()}
    return (type(read), read)
