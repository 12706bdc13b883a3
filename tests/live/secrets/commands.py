"""The command lines of the live side, in all formats."""

from __future__ import annotations

from tests.live.secrets.conftest import COMPARTMENT, OCID
from tests.live.secrets.places import SECRET_OCID

SPEC = "spec.yaml"
PROVISION = "provision.yaml"

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("preflight", SPEC, "--all", "--verbose"),
    ("preflight", SPEC, "--format", "json", "--verbose"),
    ("preflight", SPEC, "--format", "sarif"),
    ("preflight", SPEC, "--format", "github"),
    ("status", SPEC, "--verbose", "--history"),
    ("status", SPEC, "--format", "json"),
    ("status", SPEC, "--watch", "--timeout", "0.05s", "--interval", "0.01s", "--verbose"),
    ("next", SPEC, "--live", "--verbose"),
    ("next", SPEC, "--live", "--format", "json"),
    ("adopt", "--live", OCID, "--verbose"),
    ("adopt", "--live", "--compartment", COMPARTMENT, "--oci-region", "us-ashburn-1", "--verbose"),
    ("discover", PROVISION, "--dry-run", "--verbose"),
    ("discover", PROVISION, "--format", "json", "--password-secret", SECRET_OCID, "--verbose"),
    ("discover", PROVISION, "--format", "sarif", "--dsn", "127.0.0.1:9/orders", "--verbose"),
)
"""All of them look only; `discover` writes nothing off a terminal without --yes."""

FEW = (COMMANDS[1], COMMANDS[4], COMMANDS[7], COMMANDS[9], COMMANDS[12])
"""One way into each."""
