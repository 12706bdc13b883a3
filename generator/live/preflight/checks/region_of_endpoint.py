"""A database finds its key at the endpoint that it is given."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.database import aws_key_arguments
from generator.configuration.references import ORACLE_MANAGED
from generator.facts.arn import parse_key_arn
from generator.facts.aws_regions import endpoint_region
from generator.live.answers import NotKnown
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
    arn = key_arn(stack, name, ask, database.encryption)
    if isinstance(arn, NotKnown):
        yield not_known(f"whether the key {name} is in {region}, where the endpoint is", arn)
        return
    if arn is None:
        return  # another check says so
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


_PLACE = ("encryption", "service_endpoint")

CHECK = Check(
    code="PRE107",
    title="The key is known at the endpoint that the database is given",
    kind="database",
    explanation="""\
A KMS key exists in one region, and only the endpoint of that region knows it. An ARN names its region; an alias means
a key of the region of the endpoint, whichever that is. With an endpoint that does not know the key the update fails, or
the database becomes inaccessible.

Leave `service_endpoint` out, and the key's region decides; or select a key of the region.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, service endpoint URI; "
    "https://docs.aws.amazon.com/general/latest/gr/kms.html",
    check=check,
)
