"""Oracle Cloud Identifiers and the realm that each one carries.

Grammar: `ocid1.<type>.<realm>.[region][.future use].<unique id>`
(https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm). The region is empty where a
resource is in none, such as a tenancy. "Future use" is not used yet; it is kept as written, so that no text
is lost.
"""

from __future__ import annotations

import re

from msgspec import Struct

COMMERCIAL_REALM = "oc1"

_OCID = re.compile(
    r"ocid1\.(?P<type>[A-Za-z0-9_-]+)\.(?P<realm>oc[1-9][0-9]*)\.(?P<region>[a-z0-9-]*)"
    r"(?:\.(?P<future>[A-Za-z0-9_-]*))?\.(?P<unique>[A-Za-z0-9_-]+)"
)


class Ocid(Struct, frozen=True):
    """An OCID by its parts. `type` is the type of resource, such as `autonomousdatabase`; `region` is a
    region's name, its three-letter key (`iad`), or ""; see `generator.facts.oci_regions.region_name`.
    `future` is None without one."""

    type: str
    realm: str
    region: str
    unique: str
    future: str | None = None

    @property
    def is_commercial(self) -> bool:
        """True in the commercial realm, the only one where a database can use a key in AWS KMS."""
        return self.realm == COMMERCIAL_REALM

    def __str__(self) -> str:
        future = "" if self.future is None else f".{self.future}"
        return f"ocid1.{self.type}.{self.realm}.{self.region}{future}.{self.unique}"


def parse_ocid(text: str) -> Ocid | None:
    """The parts of an OCID; None for anything else. `str` of the result is the text again."""
    match = _OCID.fullmatch(text)
    return Ocid(**match.groupdict()) if match else None


def realm_name(realm: str) -> str:
    """What a realm is, in words that fit before "realm": `commercial` for `oc1`, `US Government` for `oc2`.

    Sources: https://docs.oracle.com/en-us/iaas/Content/General/Concepts/regions.htm and, for who is behind
    oc2, oc3, oc4 and oc10,
    https://docs.oracle.com/en/cloud/paas/application-integration/oracle-integration-oci/
    government-realm-availability.html. The others belong to one country, partner or customer each.
    """
    named = {
        "oc1": "commercial",
        "oc2": "US Government",
        "oc3": "US Defense",
        "oc4": "UK Government",
        "oc10": "Australian Government and Defence",
        "oc19": "EU Sovereign",
    }
    return named.get(realm, "sovereign or dedicated")
