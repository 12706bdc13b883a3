"""No secret in a spec, and none in what is said about it."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic
from tests.unit.rules.specs import check, check_text, messages, spec_text

SECRET = "hunter2hunter2"
ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE"
SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


def is_repeated(secret: str, found: list[Diagnostic]) -> bool:
    return any(secret in repr(diagnostic) for diagnostic in found)


def test_a_password_among_the_arguments_is_refused_and_not_repeated() -> None:
    found = check(f"databases: {{orders: {{arguments: {{admin_password: {SECRET}}}}}}}")

    assert messages(found, "SEC101") == [
        '4:54: "admin_password" is a secret, and the spec is no place for one. Remove it, change it wherever it is in '
        "use, and write `admin_password: {secret_id: ocid1.vaultsecret.…}` or `{variable: true}` under "
        "`databases.orders`."
    ]
    assert len(found) == 1
    assert not is_repeated(SECRET, found)


@pytest.mark.parametrize("name", ["wallet_password", "vault.token", "SECRET", "api-credentials", "private_key"])
def test_a_secret_deep_in_the_arguments_is_known_by_its_name(name: str) -> None:
    found = check(f"databases: {{orders: {{arguments: {{security_attributes: {{{name}: {SECRET}}}}}}}}}")

    assert [one.summary for one in found] == [f'"{name}" is a secret, and the spec is no place for one']
    assert not is_repeated(SECRET, found)


def test_what_only_points_to_a_secret_is_none() -> None:
    assert (
        check("databases: {orders: {arguments: {secret_version_number: 2, is_mtls_connection_required: true}}}") == []
    )


@pytest.mark.parametrize(
    ("backend", "argument"),
    [
        ("s3", "access_key"),
        ("s3", "secret_key"),
        ("s3", "token"),
        ("s3", "sse_customer_key"),
        ("azurerm", "client_secret"),
        ("azurerm", "sas_token"),
        ("gcs", "access_token"),
        ("http", "password"),
        ("kubernetes", "client_key"),
    ],
)
def test_credentials_of_a_backend_are_refused_and_not_repeated(backend: str, argument: str) -> None:
    found = check(f"backend:\n  type: {backend}\n  config:\n    {argument}: {SECRET}")

    assert messages(found, "SEC102") == [
        f'7:{11 + len(argument)}: "{argument}" is a secret, and the spec is no place for one. Remove it and change it. '
        "Give it to Terraform by the environment, a profile, or `terraform init -backend-config=FILE` with a file that "
        "is not committed."
    ]
    assert not is_repeated(SECRET, found)


def test_a_backend_without_credentials_is_fine() -> None:
    config = "{bucket: state, key: payments/terraform.tfstate, region: us-east-2, profile: state, use_lockfile: true}"

    assert check(f"backend: {{type: s3, config: {config}}}") == []


TEXTS = [
    "aws: {{tags: {{owner: '{}'}}}}",
    "oci: {{freeform_tags: {{owner: '{}'}}}}",
    "backend: {{type: http, config: {{address: '{}'}}}}",
    "keys: {{ADBS_TestAWSKMSKey: {{description: '{}'}}}}",
    "policies: {{ADBS_AWS_Policy1: {{annotations: ['{}']}}}}",
    "roles: {{ADBS_AWS_Role1: {{tags: {{owner: '{}'}}}}}}",
    "databases: {{orders: {{display_name: '{}'}}}}",
    "databases: {{orders: {{freeform_tags: {{owner: '{}'}}}}}}",
    "databases: {{orders: {{annotations: ['{}']}}}}",
    "databases: {{orders: {{arguments: {{customer_contacts: [{{email: '{}'}}]}}}}}}",
]


@pytest.mark.parametrize("place", TEXTS)
def test_an_access_key_is_found_in_every_text(place: str) -> None:
    found = check(place.format(f"made by {ACCESS_KEY_ID}"))

    assert [one.summary for one in found] == ["This looks like an AWS access key id"]
    assert not is_repeated(ACCESS_KEY_ID, found)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"key {SECRET_ACCESS_KEY}", "an AWS secret access key"),
        (f"aws_secret_access_key={SECRET_ACCESS_KEY}", "an AWS secret access key"),
        ("ASIAIOSFODNN7EXAMPLE", "an AWS access key id"),
        ("-----BEGIN RSA PRIVATE KEY-----", "a private key"),
        ("-----BEGIN PRIVATE KEY-----", "a private key"),
        ("postgres://state:secret@db.example.com/state", "an address with a password"),
    ],
)
def test_the_forms_that_credentials_have(text: str, what: str) -> None:
    found = check(f"keys: {{ADBS_TestAWSKMSKey: {{description: '{text}'}}}}")

    assert [one.summary for one in found] == [f"This looks like {what}"]
    assert found[0].detail == "Remove it from the spec and revoke it: a file that is committed has been seen."


@pytest.mark.parametrize(
    "text",
    [
        "commit da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "https://example.com:8443/wiki/keys",
        "see arn:aws:iam::111122223333:role/PaymentsProductionDatabaseEncryption1",
        "AKIAlso a word",
        "ocid1.autonomousdatabase.oc1.iad.anuwcljtabcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst",
    ],
)
def test_what_only_resembles_a_credential_is_fine(text: str) -> None:
    assert check(f"keys: {{ADBS_TestAWSKMSKey: {{description: '{text}'}}}}") == []


def test_a_password_in_the_address_of_the_modules_is_not_repeated() -> None:
    found = check(at_top=f"module_source: git::https://ci:{SECRET}@git.example.com/modules.git\n")

    assert [one.code for one in found] == ["ARG107", "SEC103"]
    assert found[0].summary == 'module_source "git::https://…@git.example.com/modules.git" has no ref'
    assert not is_repeated(SECRET, found)


def test_no_other_rule_shows_the_line_of_a_secret() -> None:
    found = check(f"databases: {{orders: {{compute_count: 1, arguments: {{admin_password: {SECRET}}}}}}}")

    assert [one.code for one in found] == ["OCI109", "SEC101"]
    assert not is_repeated(SECRET, found)


def test_the_finding_still_says_where() -> None:
    (found,) = check_text(spec_text(f"databases: {{orders: {{arguments: {{admin_password: {SECRET}}}}}}}"))

    assert found.snippet is None
    assert found.range is not None
    assert (found.range.filename, found.range.start.line, found.range.start.column) == ("spec.yaml", 4, 54)


ONE_OF = "`admin_password: {secret_id: ocid1.vaultsecret.…}`, or `admin_password: {variable: true}`"


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("null", f'4:17: The new database "orders" has no administrator\'s password. Write {ONE_OF}.'),
        ("{variable: null}", f"4:26: The administrator's password comes from nowhere. Write {ONE_OF}."),
        (
            "{secret_id: ocid1.vaultsecret.oc1.iad.aaaa}",
            "4:26: The administrator's password comes from two places. Keep either `secret_id` or `variable: true`.",
        ),
    ],
)
def test_a_new_database_has_a_password_from_one_place(password: str, message: str) -> None:
    found = check(
        f"databases: {{orders: {{admin_password: {password}, ocid: null, encryption: {{key: oracle-managed}}}}}}"
    )

    assert messages(found, "SEC104") == [message]


@pytest.mark.parametrize(
    "database",
    [
        "admin_password: null",  # it exists, as its OCID says
        "admin_password: null, adopt: true",
        "admin_password: {variable: null, secret_id: ocid1.vaultsecret.oc1.iad.aaaa}",
        "admin_password: null, ocid: null, encryption: {key: oracle-managed}, arguments: "
        "{source: CLONE_TO_REFRESHABLE}",
    ],
)
def test_a_database_that_exists_or_is_a_clone_needs_none(database: str) -> None:
    assert check(f"databases: {{orders: {{{database}}}}}") == []
