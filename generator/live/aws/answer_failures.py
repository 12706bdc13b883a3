"""What AWS answers instead of what it was asked for: its error codes.

https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
"""

from __future__ import annotations

from typing import Any

from generator.live import said
from generator.live.answers import Cause, NotKnown
from generator.live.aws.credential_failures import command, origin
from generator.live.aws.request import AwsRequest
from generator.live.aws.service_message import service_message

_DENIED = frozenset(
    ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError", "NotAuthorized")
)
_EXPIRED = frozenset(("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"))
_CLOCK = frozenset(("RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture"))
_UNKNOWN_CALLER = frozenset(
    (
        "AuthFailure",
        "IncompleteSignature",
        "IncompleteSignatureException",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "InvalidToken",
        "MissingAuthenticationToken",
        "MissingAuthenticationTokenException",
        "NotAuthenticated",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    )
)
# botocore.retries.standard.ThrottledRetryableChecker
_THROTTLED = frozenset(
    (
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    )
)


def error_code(wrong: Any) -> str:
    """The error code of a ClientError; "" where the answer has none, or only the HTTP status."""
    code = said.code(wrong.response.get("Error", {}).get("Code"))
    return "" if code == "Unknown" else code


def refused(request: AwsRequest, wrong: Any, role_arn: str | None = None) -> NotKnown:
    """What to say about a ClientError. With `role_arn` it came of assuming that role."""
    code, status = error_code(wrong), _status(wrong)
    if code in _EXPIRED:
        return NotKnown(
            Cause.EXPIRED,
            f"The credentials for AWS {request.account} have expired: {origin(request.access)}",
            f"Get new ones: {command(request.access, 'sso login')} for a profile with single sign-on, or new values of "
            "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.",
        )
    if code in _CLOCK or (code in _UNKNOWN_CALLER and _says_signature_expired(wrong)):
        return NotKnown(
            Cause.EXPIRED,
            f"{request.whom} takes requests for {request.account} as too old or too new: the clocks differ",
            "Set the clock of this machine: AWS takes requests of the last five minutes.",
        )
    if code in _UNKNOWN_CALLER:
        return NotKnown(
            Cause.NO_CREDENTIALS,
            f"AWS does not accept the credentials for {request.account} ({code}): {origin(request.access)}",
            "The access key is gone or switched off, or does not belong to its secret key or session token; or the "
            f"region is not enabled in the account. Make {command(request.access, 'sts get-caller-identity')} work.",
        )
    if code in _THROTTLED or status == 429:
        return NotKnown(
            Cause.THROTTLED,
            f"{request.whom} throttles requests to {request.account}: {request.action} was given up{_after(wrong)}",
            "Try again later, or with fewer stacks at once. AWS_MAX_ATTEMPTS sets how often a request is tried.",
        )
    if wrong.operation_name != request.action:
        return _on_the_way(request, wrong, code, status)
    if not code and status < 500:
        return not_understood(request)  # AWS always says what is wrong; a proxy has a page for browsers
    if code in _DENIED:
        return _denied(request, wrong, role_arn)
    return _failed(request, wrong, code, status)


def not_understood(request: AwsRequest, why: str = "") -> NotKnown:
    """What to say about an answer that is not one of AWS. `why` is a clause; by default it cannot be read."""
    what = why or f"no answer to {request.action} in {request.account} can be read"
    return NotKnown(
        Cause.SERVICE_ERROR,
        f"What answers for {request.whom} is not AWS: {what}",
        "Look at AWS_ENDPOINT_URL, at `endpoint_url` of the AWS configuration and at HTTPS_PROXY: a proxy or another "
        "service may have answered.",
    )


def _denied(request: AwsRequest, wrong: Any, role_arn: str | None) -> NotKnown:
    message = service_message(wrong)
    if role_arn:
        return NotKnown(
            Cause.NOT_PERMITTED,
            f"The role {role_arn} may not be assumed with {origin(request.access)}",
            "Allow sts:AssumeRole on it to the caller, and name the caller in the role's trust policy; or set another "
            f"role in `aws.assume_role_arn` of the stack.{message}",
            request.needed,
        )
    return NotKnown(
        Cause.NOT_PERMITTED,
        f"{request.whom} does not permit {request.action} in {request.account}",
        f"Give the caller the permission {request.needed}.{message}",
        request.needed,
    )


def _on_the_way(request: AwsRequest, wrong: Any, code: str, status: int) -> NotKnown:
    """The SDK asked for credentials first, as the profile says, and had none: AssumeRole, GetRoleCredentials, …"""
    operation = wrong.operation_name
    is_sso = operation in ("GetRoleCredentials", "CreateToken", "RefreshToken")
    may_not = code in _DENIED or status == 403
    what = f"{operation} is not permitted" if may_not else f"{operation} failed ({code or status})"
    fix = (
        f"Look at `sso_account_id` and `sso_role_name` of the profile, and run {command(request.access, 'sso login')}."
        if is_sso
        else f"Look at the profile: `role_arn`, `source_profile`, `web_identity_token_file`.{service_message(wrong)}"
    )
    permission = "sts:AssumeRole on the role of the profile" if may_not and operation == "AssumeRole" else None
    return NotKnown(
        Cause.NO_CREDENTIALS,
        f"No credentials for AWS {request.account} from {origin(request.access)}: {what}",
        fix,
        permission,
    )


def _failed(request: AwsRequest, wrong: Any, code: str, status: int) -> NotKnown:
    what = code or f"HTTP status {status}"
    message = service_message(wrong)
    fix = (
        f"Try again later: the service has a problem of its own.{message}"
        if status >= 500
        else f"Look at the names and ARNs in the spec, and at AWS_ENDPOINT_URL if it is set.{message}"
    )
    return NotKnown(
        Cause.SERVICE_ERROR, f"{request.whom} answers {request.action} in {request.account} with {what}", fix
    )


def _says_signature_expired(wrong: Any) -> bool:
    """`Signature expired: … is now earlier than …`, `Signature not yet current: …` come with the codes of a signature
    that is wrong. https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html"""
    said = str(wrong.response.get("Error", {}).get("Message") or "")
    return said.startswith(("Signature expired", "Signature not yet current"))


def _status(wrong: Any) -> int:
    return int(wrong.response.get("ResponseMetadata", {}).get("HTTPStatusCode") or 0)


def _after(wrong: Any) -> str:
    retries = wrong.response.get("ResponseMetadata", {}).get("RetryAttempts")
    return f" after {retries + 1} attempts" if retries else ""
