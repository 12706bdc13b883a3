"""Why AWS did not say: everything that its SDK raises, in words that say what to do next."""

from __future__ import annotations

import msgspec

from generator.live.answer_bounds import AnswerTooLong
from generator.live.answers import Cause, NotKnown
from generator.live.aws.answer_failures import error_code, not_understood, refused
from generator.live.aws.credential_failures import command, credential_failure, not_obtained
from generator.live.aws.network_failures import network_failure
from generator.live.aws.repeated_credentials import CredentialsRepeated
from generator.live.aws.request import AwsRequest
from generator.live.aws.sessions import RoleNotAssumed
from generator.live.bounded_lists import ListTooLong

# https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html#API_DescribeKey_Errors
# https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html#API_GetRole_Errors
_ABSENT = {"kms": ("NotFoundException",), "iam": ("NoSuchEntity", "NoSuchEntityException")}


UNREADABLE = (LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError)
"""What is raised for an answer that is none, by the SDK's parsers too: a RuntimeError for a time in no year (botocore
1.44, utils.py), and as a RecursionError."""

_NOT_AWS = {
    CredentialsRepeated: "it repeats the credentials that it was sent",
    AnswerTooLong: "its answer does not end",
    ListTooLong: "it does not come to the last page of a list",
}


def absent(request: AwsRequest, wrong: Exception, more: tuple[str, ...] = ()) -> bool:
    """Does the service say that there is no such thing?"""
    from botocore.exceptions import ClientError

    if not isinstance(wrong, ClientError) or wrong.operation_name != request.action:
        return False
    return error_code(wrong) in (*_ABSENT.get(request.service, ()), *more)


def failure(request: AwsRequest, wrong: Exception) -> NotKnown:
    """What to say about anything that was raised. Nothing of an exception's own text is in it but what AWS wrote for
    the caller, since the rest can hold lines of the AWS configuration, or what a credential_process printed."""
    from botocore.exceptions import ClientError

    role_arn: str | None = None
    if isinstance(wrong, RoleNotAssumed) and isinstance(wrong.__cause__, Exception):
        role_arn = request.access.assume_role_arn
        request = AwsRequest(request.access, "sts", "assume_role", f"sts:AssumeRole on {role_arn}")
        wrong = wrong.__cause__
    if isinstance(wrong, ClientError):
        return refused(request, wrong, role_arn)
    return credential_failure(request, wrong) or network_failure(request, wrong) or _other(request, wrong)


def not_connected(request: AwsRequest, wrong: Exception) -> NotKnown:
    """What to say about what was raised before any request: by the configuration and on the way to credentials."""
    return credential_failure(request, wrong) or network_failure(request, wrong) or not_obtained(request, wrong)


def _other(request: AwsRequest, wrong: Exception) -> NotKnown:
    from botocore.exceptions import PaginationError, ParamValidationError
    from botocore.parsers import ResponseParserError

    if isinstance(wrong, (ResponseParserError, PaginationError, msgspec.ValidationError, *UNREADABLE)):
        return not_understood(request)
    if isinstance(wrong, CredentialsRepeated | AnswerTooLong | ListTooLong):
        return not_understood(request, _NOT_AWS[type(wrong)])
    if isinstance(wrong, ParamValidationError):
        return NotKnown(
            Cause.SERVICE_ERROR,
            f"{request.whom} cannot be asked for {request.action} in {request.account}: the SDK refuses the request",
            "Look at the names and ARNs in the spec: one of them is longer or shorter than AWS allows.",
        )
    return NotKnown(
        Cause.SERVICE_ERROR,
        f"{request.whom} could not be asked for {request.action} in {request.account}: the SDK reports "
        f"{type(wrong).__name__}",
        f"{command(request.access, 'sts get-caller-identity')} shows its message, which is left out here since it may "
        "hold secrets. Look at the AWS configuration, and at the variables whose names begin with AWS_.",
    )
