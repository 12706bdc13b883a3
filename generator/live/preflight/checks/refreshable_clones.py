"""The refreshable clones of a database are known before its key changes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.access import oci_access
from generator.live.answers import NotKnown
from generator.live.oci.databases import RefreshableClones
from generator.live.preflight.check import Check, Finding, Subject, not_known, passed, warned
from generator.live.preflight.live_databases import seen_database, wants_aws_key
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    live = seen_database(subject, ask)
    if live is None or not wants_aws_key(subject):
        return
    name = subject.name
    if live.is_refreshable_clone:
        source = f" of {live.source_id}" if live.source_id else ""
        yield warned(
            f"{name} is a refreshable clone{source}",
            "A refreshable clone needs its source's key, and Oracle does not say whether its own can be selected. "
            "Disconnect it from its source first, or select the key at the source.",
        )
        return
    clones = ask(RefreshableClones(oci_access(subject.stack), live.ocid))
    if clones is None or isinstance(clones, NotKnown):
        yield not_known(f"whether {name} has refreshable clones", clones)
    elif clones:
        yield warned(
            f"{name} has refreshable clones: {', '.join(f'{one.ocid} ({one.region})' for one in clones)}",
            "They need the key as well, to be refreshed after it has changed. See that each of them reaches it; one in "
            "another region does so across regions.",
        )
    else:
        yield passed(f"{name} has no refreshable clones")


CHECK = Check(
    code="PRE308",
    title="The refreshable clones of a database are known",
    kind="database",
    explanation="""\
A refreshable clone gets its source's changes, which are encrypted with the source's key. After the key has changed the
clone needs the new one too. This is a warning that names the clones, in all regions: see that each of them reaches the
key, or disconnect it. A database that is a refreshable clone itself is named as well.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, notes; Oracle, Use Refreshable Clones "
    "with Autonomous AI Database",
    check=check,
)
