"""What a service says about an error, if it is fit to be shown: a proxy, a gateway, and AWS itself quote the request
that they do not like, and its headers are no text for a log."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.live.texts import texts

MOST_CHARACTERS = 300
_LOOKED_AT = 65_536
"""Characters of a text from its beginning: what is shown of it is less."""
_PIECE = 10
"""So long are the pieces of a secret that are looked for: one in the middle of another text is found from 19 characters
on, and no id or timestamp has one by chance."""

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9._:-]{0,79}")
# A UUID, mostly; three numbers of 32 digits in OCI: the client's, the service's, and that of the part of it that
# answered (https://docs.oracle.com/en-us/iaas/Content/API/Concepts/usingapi.htm, opc-request-id).
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{1,64}|[A-Fa-f0-9]{32}(/[A-Fa-f0-9]{32}){0,2}")
# https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html
# https://docs.oracle.com/iaas/Content/API/Concepts/signingrequests.htm
_QUOTED_REQUEST = re.compile(
    r"aws4-hmac|authorization\s*[\"']?\s*[:=]|canonical (string|request)|credential\s*=|signature\s*[\"']?\s*=|x-amz-"
    r"|key_?id\s*[\"']?\s*=|\bst\$|\bbearer\s|-----begin|://[^/\s]*@"
    r"|(passw(or)?d|pwd|pass_?phrase|token|secret(_?access)?(_?key)?)[\"']?\s*[:=]",
    re.IGNORECASE,
)
_ACCESS_KEY_ID = re.compile(r"\bA[KS]IA[A-Z0-9]{12,}")
_JSON_WEB_TOKEN = re.compile(r"\beyJ[A-Za-z0-9_-]{8,}")
_NAME = re.compile(r"\b(?:ocid1\.[a-z0-9.-]+|arn:[\w:/.@*=+,-]+)")
_TOKEN = re.compile(r"[A-Za-z0-9+=]{40,}|[A-Za-z0-9+/=_-]{60,}")  # longer than ids of KMS, IAM or OCI


def message(text: object) -> str:
    """The text in one line of at most 300 characters; "" where there is none, where it is a page for browsers, or where
    it quotes what must stay secret. Line breaks and control characters are spaces."""
    line = " ".join("".join(one if one.isprintable() else " " for one in str(text or "")[:_LOOKED_AT]).split())
    if line.startswith(("<", "{")) or _is_secret(line):
        return ""
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1] + "…"


def code(text: object) -> str:
    """An error code, one word: `NotAuthorizedOrNotFound`; "" for anything else."""
    word = str(text or "")
    return word if _CODE.fullmatch(word) and not _is_secret(word) else ""


def request_id(text: object) -> str:
    """By which a service's support finds a request; "" for anything else."""
    word = str(text or "")
    return word if _REQUEST_ID.fullmatch(word) else ""


def brings_back(answer: bytes, secrets: Iterable[str]) -> bool:
    """Whether an answer has pieces of what the request was signed with. No service that is asked here does that in an
    answer that is of any use."""
    return any(
        secret[start : start + _PIECE].encode() in answer
        for secret in secrets
        for start in range(0, max(len(secret) - _PIECE + 1, 1), _PIECE)
        if len(secret) >= _PIECE
    )


def repeats(answer: object, secrets: Iterable[str]) -> bool:
    """The same for an answer that is decoded: no escape of JSON or XML hides them there."""
    return brings_back("\n".join(texts(answer)).encode("utf-8", "replace"), secrets)


def _is_secret(line: str) -> bool:
    rest = _NAME.sub("", line)
    return bool(_QUOTED_REQUEST.search(line)) or any(
        pattern.search(rest) for pattern in (_ACCESS_KEY_ID, _JSON_WEB_TOKEN, _TOKEN)
    )
