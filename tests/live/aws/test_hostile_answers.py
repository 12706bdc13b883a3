"""Answers that no service of AWS gives: of other types, without an end, or with what must not be shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from generator.live.access import AwsAccess
from generator.live.answers import Cause, NotKnown
from generator.live.aws.caller import Caller, LiveCaller
from generator.live.aws.identities import Policy, Role, RolePolicies
from generator.live.aws.keys import Key, KeyAliases, KeyPolicy, KeySettings, LiveKey
from generator.live.aws.simulation import SimulatedRole
from generator.live.connections import Connections
from generator.live.questions import Question

from .aws_faults import Faults, Played, kms, query

ARN = "arn:aws:kms:us-east-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ROLE = "arn:aws:iam::123456789012:role/oracle"
METADATA = {
    "Arn": ARN,
    "KeyId": ARN.rpartition("/")[2],
    "AWSAccountId": "123456789012",
    "KeyState": "Enabled",
    "KeySpec": "SYMMETRIC_DEFAULT",
    "KeyManager": "CUSTOMER",
    "Origin": "AWS_KMS",
}
TOKEN = "FwoGZXIvYXdzEQz7" + "aB3kLm9PqRsTuVwXyZ01" * 10
NO_TAGS = kms({"Tags": [], "Truncated": False})
Plays = Callable[..., Faults]


def why(question: Question[Any]) -> str:
    """What is said of an answer that is not AWS's."""
    answer = question.asked_of(Connections())
    assert isinstance(answer, NotKnown)
    assert answer.cause is Cause.SERVICE_ERROR
    return answer.summary.partition(" is not AWS: ")[2]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((field, value) for field in ("Arn", "AWSAccountId", "KeyState", "KeySpec") for value in (5, ["x"], {"a": 1})),
        ("Description", {"a": 1}),
        ("Description", "a" * 8193),
        ("Arn", "a" * 2049),
        ("Arn", f"{ARN}; rm"),
        ("KeyState", "A" * 101),
        ("KeyState", "Enabled\n::error::"),
        ("MultiRegion", "no"),
        ("DeletionDate", "0001-01-01T00:00:00+14:00"),
        ("DeletionDate", 1e300),
    ],
    ids=lambda value: str(value)[:20],
)
def test_metadata_of_a_key_that_are_none(aws_plays: Plays, access: AwsAccess, field: str, value: object) -> None:
    aws_plays(kms({"KeyMetadata": {**METADATA, field: value}}))

    assert why(Key(access, ARN)) == "no answer to DescribeKey in account 123456789012 can be read"


@pytest.mark.parametrize(
    ("answers", "operation"),
    [
        ([kms({"Tags": [{"TagKey": 1, "TagValue": ["x"]}]})], "ListResourceTags"),
        ([NO_TAGS, Played(200, '{"KeyRotationEnabled":true,"RotationPeriodInDays":1e999}')], "GetKeyRotationStatus"),
        ([NO_TAGS, kms({"KeyRotationEnabled": "yes"})], "GetKeyRotationStatus"),
    ],
)
def test_settings_of_a_key_that_are_none(
    aws_plays: Plays, access: AwsAccess, answers: list[Played], operation: str
) -> None:
    aws_plays(*answers)

    assert why(KeySettings(access, ARN)) == f"no answer to {operation} in account 123456789012 can be read"


@pytest.mark.parametrize(
    "body", ['{"KeyMetadata":' + "[" * 100_000, "[" * 100_000 + "]" * 100_000], ids=["inside", "outside"]
)
def test_an_answer_that_is_nested_too_deeply(aws_plays: Plays, access: AwsAccess, body: str) -> None:
    aws_plays(Played(200, body))

    assert why(Key(access, ARN)).endswith("can be read")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            lambda access: RolePolicies(access, "oracle"),
            query("ListAttachedRolePolicies", "<AttachedPolicies/><IsTruncated>true</IsTruncated>"),
        ),
        (
            lambda access: SimulatedRole(access, ROLE, ("kms:Encrypt",), ARN),
            query("SimulatePrincipalPolicy", "<EvaluationResults/><IsTruncated>true</IsTruncated>"),
        ),
        (lambda access: KeyAliases(access, ARN), kms({"Aliases": [], "Truncated": True})),
    ],
)
def test_a_list_that_ends_before_its_end(aws_plays: Plays, access: AwsAccess, question: Any, answer: Played) -> None:
    """There are more, it says, and not where."""
    aws_plays(answer)

    assert why(question(access)) == "it does not come to the last page of a list"


def test_a_list_that_is_missing(aws_plays: Plays, access: AwsAccess) -> None:
    """None is not an empty one."""
    aws_plays(kms({"Truncated": False}))

    assert why(KeyAliases(access, ARN)) == "no answer to ListAliases in account 123456789012 can be read"


def test_a_list_that_is_too_long(aws_plays: Plays, access: AwsAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is a small one."""
    monkeypatch.setattr("generator.live.bounded_lists.MOST_CHARACTERS", 10_000)
    aliases = [{"AliasName": f"alias/{'a' * 200}"}] * 10
    faults = aws_plays(*(kms({"Aliases": aliases, "Truncated": True, "NextMarker": f"m{n}"}) for n in range(100)))

    assert why(KeyAliases(access, ARN)) == "it does not come to the last page of a list"
    assert len(faults.asked) == 5


def test_credentials_without_an_end(aws_plays: Plays, monkeypatch: pytest.MonkeyPatch) -> None:
    """The client that the SDK makes for itself is bound too."""
    monkeypatch.setattr("generator.live.aws.bounded_answers.MOST_BYTES", 10_000)
    aws_plays(query("AssumeRole", "<a>" * 10_000))
    role = "arn:aws:iam::444455556666:role/reader"

    assert why(Caller(AwsAccess("444455556666", "us-east-2", assume_role_arn=role))) == "its answer does not end"


def test_entities(aws_plays: Plays, access: AwsAccess) -> None:
    found = "<Account>123456789012</Account><Arn>&a;&a;</Arn>"
    declared = '<!DOCTYPE x [<!ENTITY a "arn">]>' + query("GetCallerIdentity", found).body
    aws_plays(Played(200, declared, "text/xml"))

    assert why(Caller(access)) == "no answer to GetCallerIdentity in account 123456789012 can be read"


def test_the_page_of_a_proxy_is_a_failure_that_passes(aws_plays: Plays, access: AwsAccess) -> None:
    page = Played(503, "<!DOCTYPE html><html><body>Service Unavailable</body></html>", "text/html")
    found = "<Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/me</Arn>"
    aws_plays(page, page, query("GetCallerIdentity", found))

    assert Caller(access).asked_of(Connections()) == LiveCaller("123456789012", "arn:aws:iam::123456789012:user/me")


def test_what_begins_a_document_type_is_text_in_json(aws_plays: Plays, access: AwsAccess) -> None:
    aws_plays(kms({"KeyMetadata": {**METADATA, "Description": "<!DOCTYPE x>"}}))

    assert Key(access, ARN).asked_of(Connections()) == LiveKey(ARN, "123456789012", description="<!DOCTYPE x>")


def escaped(text: str) -> str:
    """As JSON may write it."""
    return "".join(f"\\u{ord(one):04x}" for one in text)


def references(text: str) -> str:
    """As XML may write it."""
    return "".join(f"&#{ord(one)};" for one in text)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            lambda access: Key(access, ARN),
            Played(200, json.dumps({"KeyMetadata": {**METADATA, "Arn": "@"}}).replace("@", escaped(TOKEN))),
        ),
        (
            Caller,
            query("GetCallerIdentity", f"<Account>123456789012</Account><Arn>{references(TOKEN)}</Arn>"),
        ),
        # A document in the document.
        (lambda access: KeyPolicy(access, ARN), kms({"Policy": '{"Statement": "' + escaped(TOKEN) + '"}'})),
        (
            lambda access: Role(access, "oracle"),
            query(
                "GetRole",
                "<Role><Arn>a</Arn><AssumeRolePolicyDocument>%7B%22a%22%3A%22"
                + "".join(f"%{ord(one):02x}" for one in TOKEN)
                + "%22%7D</AssumeRolePolicyDocument></Role>",
            ),
        ),
    ],
)
def test_a_token_that_comes_back_escaped(
    aws_plays: Plays, access: AwsAccess, monkeypatch: pytest.MonkeyPatch, question: Any, answer: Played
) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", TOKEN)
    aws_plays(answer)

    assert why(question(access)) == "it repeats the credentials that it was sent"


def test_a_token_in_an_escaped_message(aws_plays: Plays, access: AwsAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", TOKEN)
    message = "no: " + " ".join(TOKEN[start : start + 38] for start in range(0, len(TOKEN), 38))
    aws_plays(Played(403, f'{{"__type": "AccessDeniedException", "message": "{escaped(message)}"}}'))

    answer = Key(access, ARN).asked_of(Connections())

    assert isinstance(answer, NotKnown)
    assert answer.fix == f"Give the caller the permission kms:DescribeKey on {ARN}."


def test_a_policy_with_a_description_that_is_none(aws_plays: Plays, access: AwsAccess) -> None:
    arn = "arn:aws:iam::123456789012:policy/keys"
    found = f"<Arn>{arn}</Arn><DefaultVersionId>v1</DefaultVersionId><Description>{'a' * 8193}</Description>"
    aws_plays(query("GetPolicy", f"<Policy>{found}</Policy>"))

    assert why(Policy(access, arn)) == "no answer to GetPolicy in account 123456789012 can be read"
