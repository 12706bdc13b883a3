"""What the clouds have of a database."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.configuration.references import ALIAS_PREFIX
from generator.facts.arn import parse_key_arn
from generator.facts.aws_regions import endpoint_region
from generator.live.access import aws_access, oci_access
from generator.live.answers import Cause, NotKnown
from generator.live.aws.keys import Key
from generator.live.oci.databases import Database
from generator.live.oci.lifecycle import GONE
from generator.live.oci.live_database import LiveDatabase
from generator.live.questions import Ask
from generator.live.status.database_status import Side
from generator.live.status.wanted import AWS
from generator.spec import model


@dataclass(frozen=True)
class Found:
    """`key_is_gone` where AWS says that there is no such key as the one that the database has."""

    side: Side
    database: LiveDatabase
    unknown: tuple[NotKnown, ...] = ()
    key_is_gone: bool = False


def found(stack: model.Stack, ocid: str, ask: Ask) -> Found | NotKnown:
    """A database and the key that it has. OCI is asked for the one, and then KMS for the other."""
    database = ask(Database(oci_access(stack), ocid))
    if database is None:
        summary = f"OCI has no database {ocid}"
        return NotKnown(Cause.NOT_FOUND_OR_NOT_PERMITTED, summary, "Look at `ocid` and `oci.region` in the spec.")
    if isinstance(database, NotKnown):
        return database
    encryption = database.encryption
    side = Side(
        provider=encryption.provider,
        key_arn=encryption.key_arn,
        role_arn=encryption.role_arn,
        external_id=encryption.external_id,
        service_endpoint=encryption.service_endpoint,
        lifecycle_state=database.state,
    )
    if database.state in GONE:
        return Found(side, database)
    if not encryption.provider:
        return Found(side, database, (_no_provider(database),))
    if encryption.provider != AWS or not encryption.key_arn:
        return Found(side, database)
    key = ask(_key(stack, encryption.key_arn, encryption.service_endpoint))
    if isinstance(key, NotKnown):
        return Found(side, database, (key,))
    if key is None:
        return Found(side, database, key_is_gone=True)
    return Found(replace(side, key_state=key.state), database)


def _key(stack: model.Stack, key_arn: str, service_endpoint: str) -> Key:
    """The question for a key as a database names it: by its ARN, or by an alias, which means the endpoint's region."""
    access = aws_access(stack)
    if parsed := parse_key_arn(key_arn):
        return Key(access.in_region(parsed.region), key_arn)
    region = endpoint_region(service_endpoint) if key_arn.startswith(ALIAS_PREFIX) else None
    return Key(access.in_region(region) if region else access, key_arn)


def _no_provider(database: LiveDatabase) -> NotKnown:
    return NotKnown(
        Cause.SERVICE_ERROR,
        f"OCI does not say who keeps the key of {database.ocid}",
        "Look at the database in the OCI console, under Encryption.",
    )
