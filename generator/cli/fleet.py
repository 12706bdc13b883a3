"""Makes a fleet for a command, with a progress bar."""

from __future__ import annotations

from generator.fleet.fleet import Fleet, Request, make_fleet


def making(request: Request) -> Fleet:
    """The tree of a spec, verified."""
    return make_fleet(request)
