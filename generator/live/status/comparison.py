"""Where what is found differs from what is wanted."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.oci.lifecycle import GONE
from generator.live.status.found import Found
from generator.live.status.wanted import AWS, ORACLES, Wanted, is_same_endpoint


def differences(wanted: Wanted, found: Found) -> Iterator[str]:
    """Names of fields of `Side`, in their order. What is not known is no difference."""
    if found.side.lifecycle_state in GONE:
        yield "lifecycle_state"
        return
    if found.side.provider and found.side.provider != wanted.side.provider:
        yield "provider"
    if found.side.provider and wanted.side.provider != ORACLES:  # with Oracle's key there is nothing else to compare
        yield from _of_the_key(wanted, found)
    if found.side.lifecycle_state != wanted.side.lifecycle_state:
        yield "lifecycle_state"
    if wanted.side.provider == AWS == found.side.provider and _key_is_unfit(wanted, found):
        yield "key_state"


def _of_the_key(wanted: Wanted, found: Found) -> Iterator[str]:
    if found.side.key_arn not in wanted.keys and not (wanted.unknown and found.side.key_arn):
        yield "key_arn"
    for field in ("role_arn", "external_id"):
        if getattr(wanted.side, field) != getattr(found.side, field):
            yield field
    if not is_same_endpoint(wanted.side.service_endpoint, found.side.service_endpoint):
        yield "service_endpoint"


def _key_is_unfit(wanted: Wanted, found: Found) -> bool:
    """An unknown state is "", and so is that of a key that AWS does not have."""
    state = found.side.key_state
    return state != wanted.side.key_state if state else found.key_is_gone
