"""What `adbkms explain CODE` says about `status`: by code, a text in Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NO_DATABASE = "STA001"

CODES: Mapping[str, str] = MappingProxyType(
    {
        NO_DATABASE: """\
# There is no such database to look at

`adbkms status --database` takes the database as STACK/DATABASE, by the names that they have in the spec. Without the
option it looks at all databases of the spec.
""",
    }
)
