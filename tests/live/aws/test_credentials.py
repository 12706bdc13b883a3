"""What is said when the SDK finds no credentials, and that nothing secret is said."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.live.access import AwsAccess
from generator.live.answers import Answer, Cause, NotKnown
from generator.live.aws.caller import Caller, LiveCaller
from generator.live.aws.failures import failure
from generator.live.aws.request import AwsRequest
from generator.live.connections import Connections
from tests.terraform.moto_server import ACCOUNT_ID, Credentials, MotoServer

from .aws_faults import Faults, query_error

PLANTED = "pLaNtEdSeCrEt"
PROD = AwsAccess("111122223333", "us-east-2", profile="prod")
SSO = "sso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\n"
SSO_ROLE = "sso_account_id = 111122223333\nsso_role_name = reader\n"

Configure = Callable[[str], Path]


@pytest.fixture
def configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Configure:
    """Writes the AWS configuration of a user who has nothing else."""
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "config"
    monkeypatch.setenv("AWS_CONFIG_FILE", str(path))

    def write(text: str) -> Path:
        path.write_text(text)
        return path

    return write


def asked(access: AwsAccess) -> Answer[LiveCaller]:
    return Caller(access).asked_of(Connections())


def test_no_credentials_at_all(configure: Configure, access: AwsAccess) -> None:
    assert asked(access) == NotKnown(
        Cause.NO_CREDENTIALS,
        "There are no credentials for AWS account 123456789012: the default profile or the environment has none",
        "Name a profile of the AWS configuration in `aws.profile` of the stack or in AWS_PROFILE, or set "
        "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    )


def test_a_profile_without_credentials(configure: Configure) -> None:
    configure("[profile prod]\nregion = us-east-2\n")

    assert asked(PROD) == NotKnown(
        Cause.NO_CREDENTIALS,
        'There are no credentials for AWS account 111122223333: the profile "prod" has none',
        'Put credentials into the profile "prod" with `aws configure --profile prod` or `aws configure sso --profile '
        "prod`, or name another one in `aws.profile` of the stack or in AWS_PROFILE.",
    )


def test_no_credentials_to_assume_a_role_with(configure: Configure) -> None:
    there = AwsAccess("444455556666", "us-east-2", assume_role_arn="arn:aws:iam::444455556666:role/reader")

    answer = asked(there)

    assert isinstance(answer, NotKnown)
    assert answer.summary == (
        "There are no credentials for AWS account 444455556666: the default profile or the environment has none"
    )


def test_a_profile_that_does_not_exist(configure: Configure) -> None:
    configure("[profile production]\n[profile staging]\n")

    assert asked(PROD) == NotKnown(
        Cause.NO_CREDENTIALS,
        'The AWS configuration has no profile "prod", which `aws.profile` of the stack names',
        "Expected one of: production, staging. Make it with `aws configure --profile prod`, or name another one in "
        "`aws.profile` of the stack.",
    )


def test_a_profile_that_does_not_exist_in_the_environment(
    configure: Configure, access: AwsAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure("[profile production]\n")
    monkeypatch.setenv("AWS_PROFILE", "producton")

    assert asked(access) == NotKnown(
        Cause.NO_CREDENTIALS,
        'The AWS configuration has no profile "producton", which AWS_PROFILE names',
        'Did you mean "production"? Make it with `aws configure --profile producton`, or name another one in '
        "AWS_PROFILE.",
    )


def test_half_of_the_credentials(configure: Configure, access: AwsAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", Credentials().access_key)

    assert asked(access) == NotKnown(
        Cause.NO_CREDENTIALS,
        "The credentials for AWS account 123456789012 are incomplete: AWS_SECRET_ACCESS_KEY is missing",
        "Complete the default profile or the environment: AWS_SECRET_ACCESS_KEY belongs to it.",
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(f"[default]\naws_secret_access_key {PLANTED}\n", ", line 2", id="no sign"),
        pytest.param(f"aws_secret_access_key = {PLANTED}\n", ", line 1", id="no section"),
        pytest.param(f"[default]\nx = 1\nx = {PLANTED}\n", ", line 3", id="twice"),
    ],
)
def test_a_configuration_that_cannot_be_read(configure: Configure, access: AwsAccess, text: str, line: str) -> None:
    path = configure(text)

    assert asked(access) == NotKnown(
        Cause.NO_CREDENTIALS,
        f"The AWS configuration cannot be read: {path}{line}",
        "Write it as sections, `[profile NAME]` (`[NAME]` in the file for credentials), with lines `name = value` "
        "below, each name once. The line is not shown, since it may hold a secret.",
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"[profile prod]\n{SSO}{SSO_ROLE}", id="start URL"),
        pytest.param(f"[profile prod]\nsso_session = us\n{SSO_ROLE}\n[sso-session us]\n{SSO}", id="session"),
    ],
)
def test_a_single_sign_on_that_has_ended(configure: Configure, text: str) -> None:
    configure(text)

    assert asked(PROD) == NotKnown(
        Cause.EXPIRED,
        'The single sign-on for AWS account 111122223333 has ended: the profile "prod"',
        "Run `aws sso login --profile prod` and try again.",
    )


def test_a_credential_process_that_fails_keeps_its_output_to_itself(configure: Configure) -> None:
    configure(f"[profile prod]\ncredential_process = sh -c 'echo {PLANTED} >&2; exit 1'\n")

    assert asked(PROD) == NotKnown(
        Cause.NO_CREDENTIALS,
        'No credentials for AWS account 111122223333 from the profile "prod": its credential_process failed',
        "Run the command in `credential_process` of the profile yourself: what it printed is not shown here, since it "
        "may hold secrets.",
    )


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        pytest.param(PLANTED, "JSONDecodeError", id="no JSON"),
        pytest.param(f'["{PLANTED}"]', "AttributeError", id="a list"),
    ],
)
def test_a_credential_process_that_prints_nonsense(
    configure: Configure, tmp_path: Path, printed: str, kind: str
) -> None:
    (tmp_path / "printed").write_text(printed)
    configure(f"[profile prod]\ncredential_process = cat {shlex.quote(str(tmp_path / 'printed'))}\n")

    assert asked(PROD) == NotKnown(
        Cause.NO_CREDENTIALS,
        f'No credentials for AWS account 111122223333 could be had from the profile "prod": the SDK reports {kind}',
        "`aws sts get-caller-identity --profile prod` shows its message, which is left out here since it may hold "
        "secrets. Look at the profile, and at the variables whose names begin with AWS_.",
    )


def test_a_credential_process_that_is_not_there(configure: Configure) -> None:
    configure(f"[profile prod]\ncredential_process = /nowhere/{PLANTED}\n")

    answer = asked(PROD)

    assert isinstance(answer, NotKnown)
    assert answer.summary == (
        'No credentials for AWS account 111122223333 could be had from the profile "prod": the SDK reports '
        "FileNotFoundError"
    )


def test_a_profile_without_its_source(configure: Configure) -> None:
    configure("[profile prod]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = gone\n")

    assert asked(PROD) == NotKnown(
        Cause.NO_CREDENTIALS,
        'The AWS configuration cannot be used for AWS account 111122223333: the profile "prod"',
        'The SDK says: The source_profile "gone" referenced in the profile "prod" does not exist.',
    )


def test_a_profile_whose_role_may_not_be_assumed(configure: Configure, aws_plays: Callable[..., Faults]) -> None:
    aws_plays(query_error("AccessDenied", "not authorized to perform: sts:AssumeRole", 403))
    configure(
        "[profile prod]\nrole_arn = arn:aws:iam::111122223333:role/x\ncredential_source = Environment\n",
    )

    assert asked(PROD) == NotKnown(
        Cause.NO_CREDENTIALS,
        'No credentials for AWS account 111122223333 from the profile "prod": AssumeRole is not permitted',
        "Look at the profile: `role_arn`, `source_profile`, `web_identity_token_file`. AWS says: not authorized to "
        "perform: sts:AssumeRole",
        "sts:AssumeRole on the role of the profile",
    )


def test_nobody_is_asked_for_the_code_of_an_mfa_device(configure: Configure, aws_credentials: None) -> None:
    mfa = "mfa_serial = arn:aws:iam::111122223333:mfa/me"
    configure(f"[profile prod]\nrole_arn = arn:aws:iam::111122223333:role/x\ncredential_source = Environment\n{mfa}\n")

    assert asked(PROD) == NotKnown(
        Cause.NO_CREDENTIALS,
        "The credentials for AWS account 111122223333 need the code of an MFA device, which is not asked for: the "
        'profile "prod"',
        "Put a session that was made with the code, for example by `aws sts get-session-token`, into a profile of its "
        "own, and name that in `aws.profile` of the stack or in AWS_PROFILE. Terraform needs it, too.",
    )


def test_a_login_for_which_the_sdk_lacks_a_package(configure: Configure) -> None:
    configure("[profile prod]\nlogin_session = arn:aws:iam::111122223333:user/me\n")

    answer = asked(PROD)

    assert isinstance(answer, NotKnown)
    assert answer.cause is Cause.NO_CREDENTIALS
    assert 'pip install "botocore[crt]"' in answer.fix


def test_a_login_that_has_ended() -> None:
    """Not staged: only with botocore[crt] does the SDK get as far as this."""
    from botocore.exceptions import LoginRefreshRequired

    assert failure(AwsRequest(PROD, "sts", "get_caller_identity"), LoginRefreshRequired()) == NotKnown(
        Cause.EXPIRED,
        'The login for AWS account 111122223333 has ended: the profile "prod"',
        "Run `aws login --profile prod` and try again.",
    )


def test_what_the_services_for_credentials_say_stays_with_them() -> None:
    """Not staged: they are at fixed addresses of an instance, or of AWS."""
    from botocore.exceptions import BotoCoreError, MetadataRetrievalError, TokenRetrievalError

    failures: list[BotoCoreError] = [
        MetadataRetrievalError(error_msg=PLANTED),
        TokenRetrievalError(provider="sso", error_msg=PLANTED),
    ]
    answers = [failure(AwsRequest(PROD, "sts", "get_caller_identity"), one) for one in failures]

    assert [answer.summary for answer in answers] == [
        'No credentials for AWS account 111122223333 from the profile "prod": they could not be fetched',
        'The single sign-on for AWS account 111122223333 has ended: the profile "prod"',
    ]
    assert PLANTED not in repr(answers)


def test_the_stack_s_role_is_assumed_with_the_stack_s_profile(configure: Configure, moto: MotoServer) -> None:
    """The endpoint is that of the profile, too, and what the environment says does not count."""
    issued = moto.credentials_for("111122223333")
    configure(
        f"[profile prod]\nendpoint_url = {moto.endpoint_url}\naws_access_key_id = {issued.access_key}\n"
        f"aws_secret_access_key = {issued.secret_key}\naws_session_token = {issued.session_token}\n"
    )
    there = AwsAccess("444455556666", "us-east-2", "prod", "arn:aws:iam::444455556666:role/reader")

    assert asked(PROD) == LiveCaller("111122223333", "arn:aws:sts::111122223333:assumed-role/any/tests")
    assert asked(there) == LiveCaller("444455556666", "arn:aws:sts::444455556666:assumed-role/reader/adbkms")


def test_credentials_of_a_process_work(configure: Configure, moto: MotoServer, tmp_path: Path) -> None:
    script = tmp_path / "issue.py"
    script.write_text(
        "import json\nprint(json.dumps({'Version': 1, "
        f"'AccessKeyId': {Credentials().access_key!r}, 'SecretAccessKey': {Credentials().secret_key!r}}}))\n"
    )
    configure(
        f"[profile prod]\nendpoint_url = {moto.endpoint_url}\n"
        f"credential_process = {shlex.quote(sys.executable)} {shlex.quote(str(script))}\n"
    )

    assert asked(PROD) == LiveCaller(ACCOUNT_ID, f"arn:aws:sts::{ACCOUNT_ID}:user/moto")


def test_a_number_of_attempts_that_is_none(
    configure: Configure, aws_credentials: None, access: AwsAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", PLANTED)

    answer = asked(access)

    assert isinstance(answer, NotKnown)
    assert PLANTED not in repr(answer)
