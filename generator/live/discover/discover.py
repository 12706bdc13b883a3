"""What only the clouds know of a spec: put together from the questions and from what was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import add

from generator.live.concurrently import concurrently
from generator.live.discover.databases import discover_ocid
from generator.live.discover.discovery import Discovery, stacks_of
from generator.live.discover.outputs import Outputs
from generator.live.discover.tenancies import discover_tenancy
from generator.live.questions import Ask
from generator.spec.databases import SpecDatabase
from generator.spec.load import LoadedStack

Done = Callable[[object], object]


def discover_ocids(
    places: Sequence[SpecDatabase],
    ask: Ask,
    outputs: Mapping[str, Outputs],
    done: Done = lambda item: None,
    stacks: Sequence[LoadedStack] = (),
) -> Discovery:
    """The OCIDs of the databases, and of the tenancies of their stacks and of `stacks`. `outputs` are by stack."""
    found = concurrently(places, lambda place: discover_ocid(place, ask, outputs.get(place.loaded.name)), done)
    of_stacks = list({one.name: one for one in (*stacks_of(places), *stacks)}.values())
    tenancies = concurrently(of_stacks, lambda loaded: discover_tenancy(loaded, ask))
    return reduce(add, [*tenancies, *found], Discovery())


def ocid_of(place: SpecDatabase, found: Discovery) -> str | None:
    """What the spec says, or what has been found."""
    return place.database.ocid or found.value(place.loaded, "databases", place.name, "ocid")
