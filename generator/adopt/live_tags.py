"""Tags as Terraform sees them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.facts.limits import AWS_TAG_RESERVED_PREFIX


def tags_of(tags: Mapping[str, str]) -> Mapping[str, str]:
    """The tags without those of AWS itself (`aws:cloudformation:…`): nobody can set them, and the AWS provider leaves
    them out as well (`IgnoreAWS` in its package tftags)."""
    return {key: value for key, value in tags.items() if not key.lower().startswith(AWS_TAG_RESERVED_PREFIX)}
