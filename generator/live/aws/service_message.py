"""What a service wrote about an error, if it is fit to be shown."""

from __future__ import annotations

from typing import Any

from generator.live import said


def service_message(wrong: Any) -> str:
    """` AWS says: …` with the message of a ClientError in one line of at most 300 characters; "" where there is none,
    where it is a page for browsers, or where it quotes what must stay secret."""
    text = said.message(wrong.response.get("Error", {}).get("Message"))
    return f" AWS says: {text}" if text else ""
