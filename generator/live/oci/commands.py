"""Commands of the OCI CLI, as a fix names them."""

from __future__ import annotations

import shlex

from generator.live.access import OciAccess


def start_command(access: OciAccess, ocid: str) -> str:
    """The line for a shell that starts a database, with the profile of the stack."""
    profile = ("--profile", access.profile) if access.profile else ()
    words = ("oci", "db", "autonomous-database", "start", "--autonomous-database-id", ocid, *profile)
    return f"`{shlex.join(words)}`"
