"""A key in AWS KMS is named with all that it needs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_arn
from generator.facts.aws_regions import endpoint_region
from generator.guard.case import Case
from generator.guard.encryption import NEEDED, encryption, encryption_unknown, is_aws
from generator.guard.judged_types import DATABASE
from generator.guard.plan import ResourceChange
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        after = encryption(database.after)
        if not is_aws(database.after) or after == encryption(database.before):
            continue
        marks = database.change.after_unknown
        missing = [name for name in NEEDED if not after.get(name) and not encryption_unknown(marks, name)]
        if missing:
            yield Finding(
                database.address,
                f"The key in AWS KMS lacks {', '.join(missing)}",
                "The provider sends an empty text in its place, and the database cannot reach the key. Give "
                f"{', '.join(f'`{name}`' for name in NEEDED)}.",
            )
        yield from _endpoint(database, after.get("key_arn") or "", after.get("service_endpoint_uri") or "")


def _endpoint(database: ResourceChange, key: str, endpoint: str) -> Iterator[Finding]:
    arn, region = parse_arn(key), endpoint_region(endpoint)
    # A region that AWS opened after this version's data were made has a host of this form as well.
    is_of_new_region = bool(arn and arn.region and endpoint == f"kms.{arn.region}.amazonaws.com")
    if endpoint and not region and not is_of_new_region:
        yield Finding(
            database.address,
            f"{endpoint} is not the host of an endpoint of AWS KMS",
            "The database would look for its key there, whoever answers. Give the host alone, without scheme, port or "
            "path, such as kms.us-east-2.amazonaws.com.",
        )
    elif arn and arn.region and region and arn.region != region:
        yield Finding(
            database.address,
            f"The key is in {arn.region}, and its endpoint in {region}",
            "AWS KMS finds a key only in the key's own region. Make `service_endpoint_uri` the endpoint of "
            f"{arn.region}.",
        )


RULE = Rule(
    code="GRD205",
    title="A key in AWS KMS is not named completely",
    explanation="""\
With `autonomous_database_provider = "AWS"` the block needs `key_arn`, `service_endpoint_uri`, `arn_role` and
`external_id`. To the provider all of them are optional: the plan passes without, and the apply sends empty texts. The
endpoint must also be the host of an endpoint of AWS KMS, as AWS's own libraries know them, of the region that the key
is in.

Give all four. What is known only after the apply counts as given.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service; observed with oracle/oci 8.28.0",
    check=check,
)
