"""The regions of Oracle Cloud Infrastructure with their realms and keys.

From the OCI SDK's own table, pinned in `data/oci-regions.json` (`generator.facts.refresh`).
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from generator.facts.ocid import COMMERCIAL_REALM
from generator.facts.pinned import pinned


class _Region(Struct, frozen=True):
    realm: str
    key: str | None


def regions(realm: str | None = None) -> tuple[str, ...]:
    """The names of all regions, or those of one realm, in alphabetical order."""
    return tuple(sorted(name for name, region in _regions().items() if realm in (None, region.realm)))


def realm_of(region: str) -> str | None:
    """The realm of a region by its name or key: `oc1` for `us-ashburn-1` and `iad`; None if it is unknown."""
    known = _regions().get(region_name(region) or "")
    return known.realm if known else None


def region_name(name_or_key: str) -> str | None:
    """A region's name: `us-ashburn-1` for itself and for its key `iad`, as in OCIDs; None if unknown."""
    return name_or_key if name_or_key in _regions() else _names_by_key().get(name_or_key)


def nearest_regions(text: str) -> tuple[str, ...]:
    """Up to three known regions that could be meant, commercial ones first: `us-ashburn-1` for `ashburn`."""
    given = text.strip().casefold()
    near = [_names_by_key()[given]] if given in _names_by_key() else []
    near += difflib.get_close_matches(given, regions(), n=6, cutoff=0.7)
    near.sort(key=lambda region: realm_of(region) != COMMERCIAL_REALM)
    return tuple(dict.fromkeys(near))[:3]


@functools.cache
def _regions() -> Mapping[str, _Region]:
    facts = pinned("oci-regions.json")["regions"]
    return MappingProxyType({name: _Region(fact["realm"], fact["key"]) for name, fact in facts.items()})


@functools.cache
def _names_by_key() -> Mapping[str, str]:
    return MappingProxyType({region.key: name for name, region in _regions().items() if region.key})
