"""What a spec wants of a database, in the clouds' words."""

from __future__ import annotations

from dataclasses import dataclass

from generator.configuration.database import aws_key_arguments
from generator.configuration.references import ALIAS_PREFIX, ORACLE_MANAGED, alias_name
from generator.live import names
from generator.live.answers import NotKnown
from generator.live.aws.keys import LiveKey
from generator.live.oci.lifecycle import AVAILABLE
from generator.live.questions import Ask
from generator.live.status.database_status import Side
from generator.spec import model

ORACLES, AWS = "ORACLE_MANAGED", "AWS"  # autonomous_database_provider
ENABLED = "Enabled"


@dataclass(frozen=True)
class Wanted:
    """`side` is for people; `keys` is all that the service may give back for the key, none where there is no such key
    yet. Whether it gives an alias back as it was entered is not known (Oracle documents neither), so with an alias
    that and its key's ARN are both right. `unknown` is why the key's ARN is not known, if it is not."""

    side: Side
    keys: frozenset[str] = frozenset()
    unknown: NotKnown | None = None


def wanted(stack: model.Stack, database: model.Database, ask: Ask) -> Wanted:
    """What the configuration of a database comes to. KMS is asked for the ARN of a key that has only an alias here."""
    encryption = database.encryption
    if encryption.key == ORACLE_MANAGED:
        return Wanted(Side(provider=ORACLES, lifecycle_state=AVAILABLE))
    arn, unknown = _key_arn(stack, encryption, ask)
    alias = _alias(stack, encryption.key)
    arguments = aws_key_arguments(stack, database)
    side = Side(
        provider=AWS,
        key_arn=arn or alias,
        role_arn=names.role_arn(stack, encryption.role or ""),
        external_id=str(arguments["external_id"]),
        service_endpoint=str(arguments["service_endpoint_uri"] or ""),
        lifecycle_state=AVAILABLE,
        key_state=ENABLED,
    )
    if arn is None and unknown is None:
        return Wanted(side)
    by_alias = encryption.identify_key_by == "alias" or encryption.key.startswith(ALIAS_PREFIX)
    return Wanted(side, frozenset(one for one in (arn, alias if by_alias else None) if one), unknown)


def _key_arn(stack: model.Stack, encryption: model.Encryption, ask: Ask) -> tuple[str | None, NotKnown | None]:
    """The ARN, or neither an ARN nor a reason where there is no key of that alias."""
    question = names.key(stack, encryption.key, encryption)
    if not question.id.startswith(ALIAS_PREFIX):
        return question.id, None
    answer = ask(question)
    if isinstance(answer, NotKnown):
        return None, answer
    return (answer.arn if isinstance(answer, LiveKey) else None), None


def _alias(stack: model.Stack, key: str) -> str:
    """`alias/NAME`, "" for a key that the spec has by its ARN alone."""
    declared = stack.keys.get(key)
    if declared is None:
        return key if key.startswith(ALIAS_PREFIX) else ""
    if declared.arn and declared.alias is None:
        return ""
    return ALIAS_PREFIX + alias_name(key, declared)


def is_same_endpoint(one: str, other: str) -> bool:
    """True for the same host, whatever Oracle's service may add: a scheme, a slash at the end, capital letters."""
    return _host(one) == _host(other)


def _host(endpoint: str) -> str:
    return endpoint.strip().casefold().removeprefix("https://").removesuffix("/")
