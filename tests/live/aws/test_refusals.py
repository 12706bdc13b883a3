"""What is said when AWS answers something else than what it was asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.live.access import AwsAccess
from generator.live.answers import Cause, NotKnown
from generator.live.aws.caller import Caller
from generator.live.aws.identities import Role
from generator.live.aws.keys import Key, KeySettings, LiveKey, LiveKeySettings
from generator.live.connections import Connections

from .aws_faults import CLOSED, CUT, PAGE, Faults, Played, kms, kms_error, query, query_error

ARN = "arn:aws:kms:us-east-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
THROTTLED = kms_error("ThrottlingException", "Rate exceeded")
FOUND = kms(
    {
        "KeyMetadata": {
            "Arn": ARN,
            "KeyId": ARN.rpartition("/")[2],
            "AWSAccountId": "123456789012",
            "KeyState": "Enabled",
            "KeySpec": "SYMMETRIC_DEFAULT",
            "KeyManager": "CUSTOMER",
            "Origin": "AWS_KMS",
        }
    }
)
Plays = Callable[..., Faults]


def asked(access: AwsAccess) -> NotKnown:
    answer = Key(access, ARN).asked_of(Connections())
    assert isinstance(answer, NotKnown)
    return answer


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(THROTTLED, id="throttled"),
        pytest.param(Played(429, ""), id="throttled by a proxy"),
        pytest.param(kms_error("KMSInternalException", status=500), id="internal error"),
        pytest.param(Played(503, ""), id="unavailable"),
        pytest.param(CUT, id="cut off"),
        pytest.param(CLOSED, id="closed"),
    ],
)
def test_what_passes_is_tried_again(aws_plays: Plays, access: AwsAccess, fault: Played) -> None:
    faults = aws_plays(fault, fault, FOUND)

    assert Key(access, ARN).asked_of(Connections()) == LiveKey(ARN, "123456789012")
    assert faults.asked == ["DescribeKey"] * 3


def test_throttled_for_ever(aws_plays: Plays, access: AwsAccess) -> None:
    faults = aws_plays(THROTTLED)

    assert asked(access) == NotKnown(
        Cause.THROTTLED,
        "AWS KMS in us-east-2 throttles requests to account 123456789012: DescribeKey was given up after 4 attempts",
        "Try again later, or with fewer stacks at once. AWS_MAX_ATTEMPTS sets how often a request is tried.",
    )
    assert len(faults.asked) == 4


def test_the_user_says_how_often_to_try(aws_plays: Plays, access: AwsAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    faults = aws_plays(THROTTLED)

    assert asked(access).cause is Cause.THROTTLED
    assert len(faults.asked) == 2


def test_a_permission_that_is_missing_is_named(aws_plays: Plays, access: AwsAccess) -> None:
    said = f"User: arn:aws:iam::123456789012:user/ci is not authorized to perform: kms:DescribeKey on resource: {ARN}"
    aws_plays(kms_error("AccessDeniedException", said))

    assert asked(access) == NotKnown(
        Cause.NOT_PERMITTED,
        "AWS KMS in us-east-2 does not permit DescribeKey in account 123456789012",
        f"Give the caller the permission kms:DescribeKey on {ARN}. AWS says: {said}",
        f"kms:DescribeKey on {ARN}",
    )


def test_a_permission_in_iam_that_is_missing_is_named(aws_plays: Plays, access: AwsAccess) -> None:
    aws_plays(query_error("AccessDenied", status=403))

    assert Role(access, "oracle").asked_of(Connections()) == NotKnown(
        Cause.NOT_PERMITTED,
        "AWS IAM does not permit GetRole in account 123456789012",
        "Give the caller the permission iam:GetRole on oracle.",
        "iam:GetRole on oracle",
    )


@pytest.mark.parametrize("code", ["ExpiredTokenException", "ExpiredToken"])
def test_a_session_that_has_expired(
    aws_plays: Plays, access: AwsAccess, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    aws_plays(kms_error(code, "The security token included in the request is expired"))

    assert asked(access) == NotKnown(
        Cause.EXPIRED,
        "The credentials for AWS account 123456789012 have expired: the default profile or the environment",
        "Get new ones: `aws sso login` for a profile with single sign-on, or new values of AWS_ACCESS_KEY_ID, "
        "AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.",
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("RequestExpired", "Request has expired."),
        ("InvalidSignatureException", "Signature expired: 20260101T000000Z is now earlier than 20260101T000500Z"),
        ("SignatureDoesNotMatch", "Signature not yet current: 20260101T001000Z is still later than 20260101T000500Z"),
    ],
)
def test_a_clock_that_is_wrong(aws_plays: Plays, access: AwsAccess, code: str, said: str) -> None:
    aws_plays(kms_error(code, said))

    assert asked(access) == NotKnown(
        Cause.EXPIRED,
        "AWS KMS in us-east-2 takes requests for account 123456789012 as too old or too new: the clocks differ",
        "Set the clock of this machine: AWS takes requests of the last five minutes.",
    )


@pytest.mark.parametrize("code", ["InvalidClientTokenId", "SignatureDoesNotMatch"])
def test_credentials_that_aws_does_not_accept(aws_plays: Plays, access: AwsAccess, code: str) -> None:
    aws_plays(query_error(code, "The Canonical String should have been 'POST x-amz-security-token:PLANTED'", 403))

    assert Caller(access).asked_of(Connections()) == NotKnown(
        Cause.NO_CREDENTIALS,
        f"AWS does not accept the credentials for account 123456789012 ({code}): the default profile or the "
        "environment",
        "The access key is gone or switched off, or does not belong to its secret key or session token; or the region "
        "is not enabled in the account. Make `aws sts get-caller-identity` work.",
    )


def test_an_arn_that_is_none(aws_plays: Plays, access: AwsAccess) -> None:
    aws_plays(kms_error("InvalidArnException", "Invalid arn us-west-2"))

    assert asked(access) == NotKnown(
        Cause.SERVICE_ERROR,
        "AWS KMS in us-east-2 answers DescribeKey in account 123456789012 with InvalidArnException",
        "Look at the names and ARNs in the spec, and at AWS_ENDPOINT_URL if it is set. AWS says: Invalid arn us-west-2",
    )


def test_a_service_that_is_out_of_order(aws_plays: Plays, access: AwsAccess) -> None:
    aws_plays(kms_error("KMSInternalException", "please\nretry", status=500))

    assert asked(access) == NotKnown(
        Cause.SERVICE_ERROR,
        "AWS KMS in us-east-2 answers DescribeKey in account 123456789012 with KMSInternalException",
        "Try again later: the service has a problem of its own. AWS says: please retry",
    )


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(PAGE, id="page"),
        pytest.param(Played(403, PAGE.body, "text/html"), id="page that refuses"),
        pytest.param(kms({}), id="nothing"),
        pytest.param(kms([1]), id="another shape"),
        pytest.param(kms({"KeyMetadata": {"Arn": ARN, "KeyId": "x"}}), id="no state"),
    ],
)
def test_something_else_than_aws_answers(aws_plays: Plays, access: AwsAccess, answer: Played) -> None:
    aws_plays(answer)

    assert asked(access) == NotKnown(
        Cause.SERVICE_ERROR,
        "What answers for AWS KMS in us-east-2 is not AWS: no answer to DescribeKey in account 123456789012 can be "
        "read",
        "Look at AWS_ENDPOINT_URL, at `endpoint_url` of the AWS configuration and at HTTPS_PROXY: a proxy or another "
        "service may have answered.",
    )


@pytest.mark.parametrize(
    "answer", [pytest.param(PAGE, id="page"), pytest.param(query("GetCallerIdentity", "<Arn>a</Arn>"), id="no account")]
)
def test_something_else_than_sts_answers(aws_plays: Plays, access: AwsAccess, answer: Played) -> None:
    aws_plays(answer)

    caller = Caller(access).asked_of(Connections())

    assert isinstance(caller, NotKnown)
    assert caller.summary == (
        "What answers for AWS STS in us-east-2 is not AWS: no answer to GetCallerIdentity in account 123456789012 "
        "can be read"
    )


def test_a_key_that_aws_never_rotates(aws_plays: Plays, access: AwsAccess) -> None:
    aws_plays(kms({"Tags": [], "Truncated": False}), kms_error("UnsupportedOperationException"))

    assert KeySettings(access, ARN).asked_of(Connections()) == LiveKeySettings(None, {})


def test_tags_without_rotation_are_not_an_answer(aws_plays: Plays, access: AwsAccess) -> None:
    aws_plays(kms({"Tags": [], "Truncated": False}), kms_error("AccessDeniedException"))

    answer = KeySettings(access, ARN).asked_of(Connections())

    assert isinstance(answer, NotKnown)
    assert answer.permission == f"kms:GetKeyRotationStatus on {ARN}"


def test_a_role_that_may_not_be_assumed(aws_plays: Plays) -> None:
    said = "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: sts:AssumeRole"
    faults = aws_plays(query_error("AccessDenied", said, 403))
    role = "arn:aws:iam::444455556666:role/reader"

    answer = Caller(AwsAccess("444455556666", "us-east-2", assume_role_arn=role)).asked_of(Connections())

    assert answer == NotKnown(
        Cause.NOT_PERMITTED,
        f"The role {role} may not be assumed with the default profile or the environment",
        "Allow sts:AssumeRole on it to the caller, and name the caller in the role's trust policy; or set another role "
        f"in `aws.assume_role_arn` of the stack. AWS says: {said}",
        f"sts:AssumeRole on {role}",
    )
    assert faults.asked == ["AssumeRole"]


def test_a_long_message_is_cut(aws_plays: Plays, access: AwsAccess) -> None:
    aws_plays(kms_error("ValidationException", "no " * 1000))

    said = asked(access).fix.partition("AWS says: ")[2]

    assert (len(said), said[-1]) == (300, "…")


@pytest.mark.parametrize(
    "said",
    [
        "Authorization: AWS4-HMAC-SHA256 Credential=PLANTED/20260101/us-east-2/kms/aws4_request",
        "no such key AKIAIOSFODNN7PLANTED",
        f"token {'PLANTED' * 20}",
        "<html>PLANTED</html>",
    ],
)
def test_a_message_that_quotes_a_secret_is_not_shown(aws_plays: Plays, access: AwsAccess, said: str) -> None:
    aws_plays(kms_error("AccessDeniedException", said))

    assert asked(access).fix == f"Give the caller the permission kms:DescribeKey on {ARN}."
