"""Is a file what CycloneDX's schema asks for? `python -m tests.audit.sbom_schema FILE`.

It runs in pip-audit's environment, which has the schemas.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion  # type: ignore[import-not-found]
from cyclonedx.validation.json import JsonStrictValidator  # type: ignore[import-not-found]


def main(file: str) -> int:
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(Path(file).read_text("utf-8"))
    print(f"{file}: {fault or 'valid CycloneDX 1.6'}", file=sys.stderr if fault else sys.stdout)
    return int(fault is not None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
