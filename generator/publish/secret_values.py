"""Values that are secret by the name of what they are given to. adbkms writes none; in a tree that somebody has edited
they can stand all the same, and a difference is read by more people than the tree: in comments, logs and pages."""

from __future__ import annotations

import re

HIDDEN = "(sensitive)"
_WORDS = (
    "password", "passwd", "passphrase", "pass_phrase", "secret", "token", "private_key", "access_key", "api_key",
    "credential",
)  # fmt: skip
_PLACES = ("_id", "_arn", "_version_number")  # such as `secret_id`: where a secret is, not what it is
_SAYS_NOTHING = re.compile(r"""[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[(?:\d+|\*|"[\w-]*")\])*""")  # a reference, null
_ASSIGNED = re.compile(
    rf"""
      (?P<name>(?:{"|".join(_WORDS)})[\w-]{{0,60}})
      (?P<to>\\?"?[ \t]{{0,80}}[=:][ \t]{{0,80}})
      (?:"(?:[^"\\\n]|\\.)*"? | \\"(?:[^"\\\n]|\\[^"])*)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_secret_name(name: str) -> bool:
    """True for the name of an argument, a variable or an entry that holds a secret."""
    lower = name.lower()
    return any(word in lower for word in _WORDS) and not lower.endswith(_PLACES)


def hidden(source: str) -> str:
    """An expression that gives a secret its value: a reference as it is, anything else as `(sensitive)`."""
    return source if _SAYS_NOTHING.fullmatch(source) else HIDDEN


def without_secrets(text: str) -> str:
    """Text in Terraform's language or JSON, with the strings hidden that are assigned to secret names in it."""

    def shown(found: re.Match[str]) -> str:
        is_place = found["name"].lower().endswith(_PLACES)
        return found[0] if is_place else f"{found['name']}{found['to']}{HIDDEN}"

    return _ASSIGNED.sub(shown, text)
