"""What the executable `terraform-provider-oci_v8.28.0` of the mirror runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .database_store import STORE_VARIABLE, DatabaseStore
from .plugin_server import serve
from .provider import StandInProvider
from .provider_schema import PINNED_SCHEMA, read_provider_schema


def main(certificate: Path) -> None:
    """`certificate` is a file of `certificate.write_certificate`."""
    folder = os.environ.get(STORE_VARIABLE)
    databases = DatabaseStore(Path(folder)) if folder else None
    serve(
        StandInProvider(read_provider_schema(PINNED_SCHEMA), databases),
        certificate.read_text(encoding="ascii"),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
