"""Which key a key policy belongs to."""

from __future__ import annotations

from generator.guard.plan import ResourceChange


def key_named_by(resource: ResourceChange) -> frozenset[str]:
    """The ARN or id of the key that a key policy belongs to, as far as it is known."""
    sides = (resource.before, resource.after)
    return frozenset(one for side in sides for name in ("arn", "key_id") if isinstance(one := side.get(name), str))
