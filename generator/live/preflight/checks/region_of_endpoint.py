"""A database finds its key at the endpoint that it is given."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.database import aws_key_arguments
from generator.configuration.references import ALIAS_PREFIX, ORACLE_MANAGED
from generator.facts.arn import parse_key_arn
from generator.facts.aws_regions import endpoint_region
from generator.live import names
from generator.live.answers import NotKnown
from generator.live.aws.keys import Key
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed, warned
from generator.live.preflight.key_arns import key_arn
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    stack, database = subject.stack, subject.stack.databases[subject.name]
    name = database.encryption.key
    if name == ORACLE_MANAGED:
        return
    endpoint = str(aws_key_arguments(stack, database)["service_endpoint_uri"] or "")
    region = endpoint_region(endpoint)
    if region is None:
        yield warned(
            f"The region of the endpoint {endpoint} is not known",
            "Nothing can say whether the key is known there. Give the standard endpoint of the key's region, or leave "
            "`service_endpoint` out.",
            *_PLACE,
        )
        return
    access = names.key(stack, name).access.in_region(region)
    by_alias = name.startswith(ALIAS_PREFIX)
    arn = _of_alias(Key(access, name), ask) if by_alias else key_arn(stack, name, ask)
    if isinstance(arn, NotKnown):
        yield not_known(f"whether the key {name} is in {region}, where the endpoint is", arn)
        return
    if arn is None:
        if by_alias and region != stack.aws.region:  # for the stack's own region another check says so
            yield failed(
                f"The endpoint {endpoint} knows no key {name}",
                f"An alias means a key of the endpoint's region, {region}. Select a key of that region, or give the "
                "endpoint of the region in which the alias is.",
                *_PLACE,
            )
        return
    parsed = parse_key_arn(arn)
    if parsed and parsed.region != region:
        yield failed(
            f"The key {name} is in {parsed.region}, the endpoint in {region}",
            f"The endpoint {endpoint} does not know the key {arn}. Leave `service_endpoint` out: the key's region "
            "decides.",
            *_PLACE,
        )
    else:
        yield passed(f"The key {name} and the endpoint {endpoint} are in {region}")


def _of_alias(question: Key, ask: Ask) -> str | NotKnown | None:
    answer = ask(question)
    return answer if answer is None or isinstance(answer, NotKnown) else answer.arn


_PLACE = ("encryption", "service_endpoint")

CHECK = Check(
    code="PRE107",
    title="The key is known at the endpoint that the database is given",
    kind="database",
    explanation="""\
A KMS key exists in one region, and only the endpoint of that region knows it. An ARN names its region; an alias means
a key of the region of the endpoint, whichever that is, so this is asked there. With an endpoint that does not know the
key the update fails, or the database becomes inaccessible.

Leave `service_endpoint` out, and the key's region decides; or select a key of the region.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, service endpoint URI; "
    "https://docs.aws.amazon.com/general/latest/gr/kms.html",
    check=check,
)
