"""All that the stand-in knows."""

from __future__ import annotations

from dataclasses import dataclass, field

from .clock import Clock
from .databases import Databases
from .tenancies import Tenancies


@dataclass
class Cloud:
    """`secrets` are the contents by OCID. Lists are returned in pages of `page_size` items at most."""

    clock: Clock
    databases: Databases
    tenancies: Tenancies = field(default_factory=Tenancies)
    secrets: dict[str, str] = field(default_factory=dict)
    page_size: int = 2
