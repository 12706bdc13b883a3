"""Why there are no credentials for AWS: the profile, its file, single sign-on, a command."""

from __future__ import annotations

import os
import shlex
from typing import Any

from generator.diagnostics import did_you_mean
from generator.live.access import AwsAccess
from generator.live.answers import Cause, NotKnown
from generator.live.aws.request import AwsRequest


def profile_of(access: AwsAccess) -> str | None:
    """The profile that the SDK takes; None for its default."""
    # AWS_DEFAULT_PROFILE comes first in the SDK, too.
    # https://docs.aws.amazon.com/boto3/latest/guide/configuration.html#using-environment-variables
    return access.profile or os.environ.get("AWS_DEFAULT_PROFILE") or os.environ.get("AWS_PROFILE") or None


def origin(access: AwsAccess) -> str:
    """Where credentials come from: `the profile "prod"`, `the default profile or the environment`."""
    profile = profile_of(access)
    return f'the profile "{profile}"' if profile else "the default profile or the environment"


def command(access: AwsAccess, text: str) -> str:
    """A command of the AWS CLI for the profile, to paste: `aws sso login --profile prod`."""
    profile = profile_of(access)
    return f"`aws {text}{f' --profile {shlex.quote(profile)}' if profile else ''}`"


def credential_failure(request: AwsRequest, wrong: Exception) -> NotKnown | None:
    """What to say when no credentials were found or had; None when `wrong` is about something else."""
    from botocore import exceptions as sdk

    access, whose = request.access, f"AWS {request.account}"
    if isinstance(wrong, sdk.ProfileNotFound):
        return _no_profile(request, wrong)
    if isinstance(wrong, sdk.ConfigParseError):
        return _broken_file(wrong)
    if isinstance(wrong, sdk.NoCredentialsError | sdk.NoAuthTokenError):
        return _nothing_found(access, whose)
    if isinstance(wrong, sdk.PartialCredentialsError):
        return NotKnown(
            Cause.NO_CREDENTIALS,
            f"The credentials for {whose} are incomplete: {wrong.kwargs.get('cred_var')} is missing",
            f"Complete {origin(access)}: {wrong.kwargs.get('cred_var')} belongs to it.",
        )
    if _is_sso(wrong):
        return NotKnown(
            Cause.EXPIRED,
            f"The single sign-on for {whose} has ended: {origin(access)}",
            f"Run {command(access, 'sso login')} and try again.",
        )
    if isinstance(wrong, getattr(sdk, "LoginError", ())):  # newer than the oldest botocore that we take
        return NotKnown(
            Cause.EXPIRED,
            f"The login for {whose} has ended: {origin(access)}",
            f"Run {command(access, 'login')} and try again.",
        )
    if isinstance(wrong, sdk.CredentialRetrievalError):
        return _not_had(request, str(wrong.kwargs.get("provider", "")))
    if isinstance(wrong, sdk.RefreshWithMFAUnsupportedError):
        return NotKnown(
            Cause.NO_CREDENTIALS,
            f"The credentials for {whose} need the code of an MFA device, which is not asked for: {origin(access)}",
            "Put a session that was made with the code, for example by `aws sts get-session-token`, into a profile of "
            "its own, and name that in `aws.profile` of the stack or in AWS_PROFILE. Terraform needs it, too.",
        )
    if isinstance(wrong, sdk.MetadataRetrievalError):
        return _not_had(request, "")
    if isinstance(wrong, sdk.InvalidConfigError | sdk.UnknownCredentialError | sdk.MissingDependencyException):
        # botocore/credentials.py: names of profiles, of credential sources and of packages are all that these say
        return NotKnown(
            Cause.NO_CREDENTIALS,
            f"The AWS configuration cannot be used for {whose}: {origin(access)}",
            f"The SDK says: {' '.join(str(wrong).split())[:300]}",
        )
    return None


def not_obtained(request: AwsRequest, wrong: Exception) -> NotKnown:
    """What to say when the SDK's chain broke down on the way to credentials, whatever it raised."""
    return NotKnown(
        Cause.NO_CREDENTIALS,
        f"No credentials for AWS {request.account} could be had from {origin(request.access)}: the SDK reports "
        f"{type(wrong).__name__}",
        f"{command(request.access, 'sts get-caller-identity')} shows its message, which is left out here since it may "
        "hold secrets. Look at the profile, and at the variables whose names begin with AWS_.",
    )


def _is_sso(wrong: Exception) -> bool:
    from botocore import exceptions as sdk

    return isinstance(wrong, sdk.SSOError | sdk.TokenRetrievalError | sdk.UnknownTokenProviderError)


def _nothing_found(access: AwsAccess, whose: str) -> NotKnown:
    profile = profile_of(access)
    if profile:
        fix = (
            f'Put credentials into the profile "{profile}" with {command(access, "configure")} or '
            f"{command(access, 'configure sso')}, or name another one in `aws.profile` of the stack or in AWS_PROFILE."
        )
    else:
        fix = (
            "Name a profile of the AWS configuration in `aws.profile` of the stack or in AWS_PROFILE, or set "
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        )
    return NotKnown(Cause.NO_CREDENTIALS, f"There are no credentials for {whose}: {origin(access)} has none", fix)


def _no_profile(request: AwsRequest, wrong: Any) -> NotKnown:
    missing = str(wrong.kwargs.get("profile"))
    place = "`aws.profile` of the stack" if request.access.profile else "AWS_PROFILE"
    return NotKnown(
        Cause.NO_CREDENTIALS,
        f'The AWS configuration has no profile "{missing}", which {place} names',
        f"{_known(missing)} Make it with `aws configure --profile {shlex.quote(missing)}`, or name another one in "
        f"{place}.".lstrip(),
    )


def _known(missing: str) -> str:
    import botocore.session
    from botocore.exceptions import BotoCoreError

    try:
        known = botocore.session.Session().available_profiles
    except BotoCoreError:  # of a configuration that cannot be read nothing is said
        return ""
    return did_you_mean(missing, known) or "There are no profiles."


def _broken_file(wrong: Any) -> NotKnown:
    path, error = wrong.kwargs.get("path"), wrong.kwargs.get("error")
    # configparser.ParsingError and MissingSectionHeaderError also hold the line itself, which may be a secret.
    lines = [number for number, _ in getattr(error, "errors", [])] or [getattr(error, "lineno", None)]
    line = f", line {lines[0]}" if lines[0] else ""
    return NotKnown(
        Cause.NO_CREDENTIALS,
        f"The AWS configuration cannot be read: {path}{line}",
        "Write it as sections, `[profile NAME]` (`[NAME]` in the file for credentials), with lines `name = value` "
        "below, each name once. The line is not shown, since it may hold a secret.",
    )


def _not_had(request: AwsRequest, provider: str) -> NotKnown:
    access = request.access
    if provider == "custom-process":
        what, fix = (
            "its credential_process failed",
            "Run the command in `credential_process` of the profile yourself: what it printed is not shown here, since "
            "it may hold secrets.",
        )
    else:
        what, fix = (
            "they could not be fetched",
            f"{command(access, 'sts get-caller-identity')} shows its message, which is left out here since it may "
            "hold secrets.",
        )
    return NotKnown(
        Cause.NO_CREDENTIALS, f"No credentials for AWS {request.account} from {origin(access)}: {what}", fix
    )
