"""A plan's JSON without this machine and this moment; all else stays as Terraform printed it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

MOMENT = "2026-01-01T00:00:00Z"

_MOTO = re.compile(r"http://127\.0\.0\.1:[0-9]+")  # where a queue is
_TIME = re.compile(r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
# What IAM and the provider choose anew each time, with what takes the place of the first, the second, …
_CHOSEN: tuple[tuple[re.Pattern[str], Callable[[int], str]], ...] = (
    (re.compile(r"\bA[A-Z0-9]{20}\b"), lambda number: f"AIDA{number:017d}"),  # unique ids of roles and policies
    (re.compile(r"(?<=-)20\d{16}[0-9a-f]{8}\b"), lambda number: f"{20260101 * 10**10:d}{number:08x}"),  # attachments
)


def portable(plan: str) -> str:
    """The output of `show -json PLAN` as one line."""
    content = json.loads(plan)
    if "relevant_attributes" in content:  # Terraform prints them in the order of a Go map, which changes
        content["relevant_attributes"].sort(key=json.dumps)
    text = _TIME.sub(MOMENT, json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    text = _MOTO.sub("https://sqs.us-east-2.amazonaws.com", text)
    for pattern, replacement in _CHOSEN:
        found = list(dict.fromkeys(pattern.findall(text)))
        numbers = {value: replacement(number) for number, value in enumerate(found, start=1)}
        text = pattern.sub(lambda match, numbers=numbers: numbers[match[0]], text)  # type: ignore[misc] # a bound default
    return f"{text}\n"
