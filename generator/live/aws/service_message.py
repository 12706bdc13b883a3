"""What a service wrote about an error, if it is fit to be shown."""

from __future__ import annotations

import re
from typing import Any

_MOST_CHARACTERS = 300
# Services quote the request that they do not like: its headers are no text for a log.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html
_QUOTED_REQUEST = re.compile(
    r"aws4-hmac|authorization\s*[:=]|canonical (string|request)|credential\s*=|signature\s*=|x-amz-", re.IGNORECASE
)
_ACCESS_KEY_ID = re.compile(r"\bA[KS]IA[A-Z0-9]{12,}")
_TOKEN = re.compile(r"[A-Za-z0-9+=]{40,}|[A-Za-z0-9+/=]{60,}")  # longer than ids of KMS or IAM; : and - break ARNs


def service_message(wrong: Any) -> str:
    """` AWS says: …` with the message of a ClientError in one line of at most 300 characters; "" where there is none,
    where it is a page for browsers, or where it quotes what must stay secret. Control characters stay as they are."""
    text = " ".join(str(wrong.response.get("Error", {}).get("Message") or "").split())
    if (
        not text
        or text.startswith(("<", "{"))
        or any(p.search(text) for p in (_QUOTED_REQUEST, _ACCESS_KEY_ID, _TOKEN))
    ):
        return ""
    return f" AWS says: {text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + '…'}"
