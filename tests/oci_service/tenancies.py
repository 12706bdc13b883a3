"""Who may see what, and which regions a tenancy is subscribed to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .callers import Caller
from .database_records import DatabaseRecord

HOME_REGION = "us-ashburn-1"
REGIONS = (HOME_REGION, "us-phoenix-1", "eu-frankfurt-1")


@dataclass
class Tenancies:
    """A tenancy sees every compartment, and every database that is nobody else's, unless it is in `compartments`.
    It is subscribed to REGIONS, the first of them its home, unless it is in `regions`: region → status."""

    compartments: dict[str, frozenset[str]] = field(default_factory=dict)
    regions: dict[str, dict[str, str]] = field(default_factory=dict)

    def restrict(self, tenancy_id: str, compartments: Iterable[str]) -> None:
        """From now on the tenancy's users see these compartments only."""
        self.compartments[tenancy_id] = frozenset(compartments)

    def sees_compartment(self, caller: Caller, compartment_id: str) -> bool:
        visible = self.compartments.get(caller.tenancy_id)
        return visible is None or compartment_id in visible

    def sees(self, caller: Caller, record: DatabaseRecord) -> bool:
        is_own = record.tenancy_id in ("", caller.tenancy_id)
        return is_own and self.sees_compartment(caller, record.compartment_id)

    def subscriptions(self, tenancy_id: str) -> dict[str, str]:
        """Region → `READY` or `IN_PROGRESS`."""
        return self.regions.get(tenancy_id, dict.fromkeys(REGIONS, "READY"))
