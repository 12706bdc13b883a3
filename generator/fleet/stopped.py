"""Why a fleet cannot be made, or not be written."""

from __future__ import annotations

from generator.diagnostics import error
from generator.publish.refusals import Refusal


class Stopped(Refusal):
    """The one finding that ends the run: while parts are made, or later, when a text is made again or read. Then it
    ends publishing as any other `Refusal` does, and nothing is written."""

    def __init__(self, code: str, summary: str, detail: str) -> None:
        super().__init__(error(code, summary, detail))
