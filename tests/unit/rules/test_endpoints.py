"""The service endpoint: a host, of the key's region, and of the kind that Oracle documents."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages

STANDARD = "kms.us-east-2.amazonaws.com"
EXISTING = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.mark.parametrize(
    "endpoint",
    [
        f"https://{STANDARD}",
        f"HTTPS://{STANDARD.upper()}",
        f"{STANDARD}:443",
        f"https://{STANDARD}/",
        f"{STANDARD}.",
    ],
)
def test_what_is_around_the_host_is_refused_and_the_host_is_shown(endpoint: str) -> None:
    found = check(f"databases: {{orders: {{encryption: {{service_endpoint: '{endpoint}'}}}}}}")

    assert messages(found, "KMS101") == [
        f'4:57: "{endpoint}" is not the host of a KMS endpoint. Oracle asks for the host alone, without scheme, port '
        "or path: "
        f"`service_endpoint: {STANDARD}`."
    ]


@pytest.mark.parametrize("endpoint", ["kms.example.com", "us-east-2", "kms.us-esat-2.amazonaws.com", "", "a b"])
def test_another_host_is_refused_and_the_standard_one_is_shown(endpoint: str) -> None:
    found = check(f"databases: {{orders: {{encryption: {{service_endpoint: '{endpoint}'}}}}}}")

    assert messages(found, "KMS101") == [
        f'4:57: "{endpoint}" is not the host of a KMS endpoint. Write `service_endpoint: {STANDARD}`, or leave it '
        "out: the "
        "standard endpoint of the key's region is the default."
    ]


def test_the_endpoint_is_in_the_region_of_a_key_that_the_stack_creates() -> None:
    found = check("databases: {orders: {encryption: {service_endpoint: kms.eu-west-1.amazonaws.com}}}")

    assert messages(found, "KMS102") == [
        f"4:57: The endpoint is in eu-west-1, the key in us-east-2. A key is known in its own region only. Write "
        f"`service_endpoint: {STANDARD}`, or leave it out: that is the default."
    ]


def test_the_endpoint_is_in_the_region_of_an_existing_key() -> None:
    found = check(f"""
        keys: {{Existing: {{arn: {EXISTING}}}}}
        policies: {{ADBS_AWS_Policy1: {{keys: all}}}}
        databases: {{orders: {{encryption: {{key: Existing, service_endpoint: {STANDARD}}}}}}}
        """)

    assert [message.partition(". ")[0] for message in messages(found, "KMS102")] == [
        "6:72: The endpoint is in us-east-2, the key in eu-west-1"
    ]


def test_an_alias_is_looked_up_where_the_endpoint_is() -> None:
    found = check("""
        databases: {orders: {encryption: {key: alias/payments, service_endpoint: kms.eu-west-1.amazonaws.com}}}
        """)

    assert found == []


@pytest.mark.parametrize(
    ("endpoint", "kind"),
    [
        ("kms-fips.us-east-2.amazonaws.com", "FIPS"),
        ("kms.us-east-2.api.aws", "dual-stack"),
        ("kms-fips.us-east-2.api.aws", "FIPS dual-stack"),
    ],
)
def test_an_endpoint_that_oracle_does_not_document_is_a_warning(endpoint: str, kind: str) -> None:
    found = check(f"databases: {{orders: {{encryption: {{service_endpoint: {endpoint}}}}}}}")

    assert messages(found, "KMS103") == [
        f"4:57: Oracle documents no {kind} endpoints of AWS KMS. Try it with a database that nobody needs, or write "
        f"{STANDARD}."
    ]
    assert found[0].severity == "warning"


def test_an_endpoint_of_a_vpc_is_a_warning_that_says_why() -> None:
    host = "vpce-0123-abcd.kms.us-east-2.vpce.amazonaws.com"
    found = check(f"databases: {{orders: {{encryption: {{service_endpoint: {host}}}}}}}")

    assert messages(found, "KMS103") == [
        "4:57: Oracle documents no VPC endpoints of AWS KMS. It is reached from inside your VPC, and Oracle's "
        "service is "
        f"outside. Try it with a database that nobody needs, or write {STANDARD}."
    ]
