"""A database is on Serverless infrastructure."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.preflight.check import Check, Finding, Subject, failed, passed
from generator.live.preflight.live_databases import seen_database
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    live = seen_database(subject, ask)
    if live is None:
        return
    if live.is_dedicated:
        yield failed(
            f"{subject.name} is on dedicated infrastructure",
            "There the keys belong to the Autonomous Container Database, and what adbkms renders is for Serverless. "
            "Take the database out of the spec.",
            "ocid",
        )
    else:
        yield passed(f"{subject.name} is serverless")


CHECK = Check(
    code="PRE305",
    title="A database is serverless",
    kind="database",
    explanation="""\
Keys in AWS KMS, as Oracle documents them, are for Autonomous AI Database Serverless. On dedicated Exadata
infrastructure the key belongs to the Autonomous Container Database, and is selected and rotated there. Take the
database out of the spec.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service (Autonomous AI Database Serverless)",
    check=check,
)
