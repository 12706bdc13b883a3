"""What can be wrong with the configuration file, and what the user is told. Secrets are planted in each, and must not
come out."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from generator.live.access import OciAccess
from generator.live.answers import Cause, NotKnown
from generator.live.oci.tenancy import Tenancy
from generator.live.questions import Ask
from tests.live.oci.conftest import HERE, unsigned_jwt
from tests.oci_service import TENANCY, Profile, oci_config_file

SECRET = "planted-pa55phrase"
SEE = "See https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm"
SIGN_IN = "Run `oci session authenticate --profile-name DEFAULT`, and this command again."
NOT_A_KEY = (
    "its `key_file` is not a private RSA key, or its passphrase is another one",
    "Correct `key_file` or `pass_phrase`: it takes the private key in PEM format, not the public one.",
)
NOT_A_TOKEN = ("its `security_token_file` does not hold a token", SIGN_IN)


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A configuration with one profile, some of whose settings are others; None takes one out."""

    def edit(profile: Profile | None = None, **settings: str | None) -> Path:
        file = oci_config_file(tmp_path / "oci", profile or Profile())
        lines = [line for line in file.read_text().splitlines() if line.partition("=")[0] not in settings]
        lines += [f"{name}={value}" for name, value in settings.items() if value is not None]
        file.write_text("\n".join([*lines, ""]))
        monkeypatch.setenv("OCI_CONFIG_FILE", str(file))
        return file

    return edit


def test_no_file(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCI_CONFIG_FILE", str(tmp_path / "none"))

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS,
        f"There is no OCI configuration: {tmp_path}/none does not exist",
        "Run `oci setup config` or `oci session authenticate`, or set OCI_CONFIG_FILE to the file that you have.",
    )


def test_a_file_that_cannot_be_read(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as unreadable:  # what may not be read, root reads all the same
        unreadable.bind("config")
    monkeypatch.setenv("OCI_CONFIG_FILE", str(tmp_path / "config"))

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS, f"{tmp_path}/config cannot be read", "Check the permissions of the file."
    )


def test_a_folder_instead_of_the_file(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCI_CONFIG_FILE", str(tmp_path))

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS,
        f"{tmp_path} is a folder, not a configuration file of OCI",
        "Name the file in OCI_CONFIG_FILE, or in OCI_CLI_CONFIG_FILE if that is what you have set, such as "
        f"{tmp_path}/config.",
    )


def test_no_such_profile(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = oci_config_file(tmp_path / "oci", Profile(), Profile("PAYMENTS"))
    monkeypatch.setenv("OCI_CONFIG_FILE", str(file))

    assert ask(Tenancy(OciAccess("us-ashburn-1", "PAYMENT"))) == NotKnown(
        Cause.NO_CREDENTIALS,
        f'{file} has no profile "PAYMENT"',
        "Set `oci.profile` of the stack, or OCI_CLI_PROFILE, to one that there is: DEFAULT, PAYMENTS.",
    )


@pytest.mark.parametrize(
    "text, line",
    [
        (f"pass_phrase={SECRET}\n", 1),
        (f"[DEFAULT]\nuser=u\n{SECRET}\n", 3),
        (f"[DEFAULT]\npass_phrase={SECRET}\npass_phrase={SECRET}\n", 3),
        (f"[A]\nuser={SECRET}\n[A]\n", 3),
        (f"[DEFAULT]\npass_phrase={SECRET}\xff", None),
    ],
)
def test_a_file_that_is_malformed(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int | None
) -> None:
    file = tmp_path / "config"
    file.write_bytes(text.encode("latin-1"))
    monkeypatch.setenv("OCI_CONFIG_FILE", str(file))

    where = f": line {line} cannot be read" if line else ""
    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS,
        f"{file} is not a configuration file of OCI{where}",
        "Correct it by hand, or write a new one with `oci setup config`. What belongs into it: "
        "https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm",
    )


def _public_key(pem: bytes) -> bytes:
    key = serialization.load_pem_private_key(pem, None).public_key()
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def _elliptic(pem: bytes) -> bytes:
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(serialization.Encoding.PEM, form, plain)


def _garbage(pem: bytes) -> bytes:
    return b"-----BEGIN PRIVATE KEY-----\n" + SECRET.encode() + b"\n-----END PRIVATE KEY-----\n"


@pytest.mark.parametrize(
    "settings, what, fix",
    [
        (
            {"tenancy": None, "user": "me", "fingerprint": SECRET},
            "`fingerprint` is malformed, `tenancy` is missing, `user` is malformed",
            f"Correct it; `oci setup config` writes a complete one. {SEE}",
        ),
        (
            {"key_file": "/none/key.pem"},
            "its `key_file` is not a file",
            "Correct `key_file`: the path of the private key.",
        ),
        (
            {"key_content": SECRET},
            "the SDK does not take its settings",
            f"Remove `key_content`, which is not for a file, and set `log_requests` to true or false. {SEE}",
        ),
        (
            {"log_requests": SECRET},
            "the SDK does not take its settings",
            f"Remove `key_content`, which is not for a file, and set `log_requests` to true or false. {SEE}",
        ),
    ],
)
def test_settings_that_are_wrong(
    ask: Ask, edited: Callable[..., Path], settings: dict[str, str | None], what: str, fix: str
) -> None:
    file = edited(**settings)

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS, f'The profile "DEFAULT" of {file} cannot be used: {what}', fix
    )


@pytest.mark.parametrize("other", [_public_key, _elliptic, _garbage])
def test_a_key_that_is_none(ask: Ask, edited: Callable[..., Path], other: Callable[[bytes], bytes]) -> None:
    file = edited()
    key = file.parent / "DEFAULT.pem"
    key.write_bytes(other(key.read_bytes()))

    what, fix = NOT_A_KEY
    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS, f'The profile "DEFAULT" of {file} cannot be used: {what}', fix
    )


@pytest.mark.parametrize(
    "pass_phrase, what, fix",
    [
        (
            None,
            "its private key has a passphrase, and the profile does not",
            "Set `pass_phrase` there, or use a session: `oci session authenticate`.",
        ),
        (SECRET + "2", *NOT_A_KEY),
        (SECRET + "\u00fc", *NOT_A_KEY),
    ],
)
def test_a_passphrase_that_is_another_one(
    ask: Ask, edited: Callable[..., Path], pass_phrase: str | None, what: str, fix: str
) -> None:
    file = edited(Profile(pass_phrase=SECRET), pass_phrase=pass_phrase)

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS, f'The profile "DEFAULT" of {file} cannot be used: {what}', fix
    )


def test_a_passphrase_that_is_right(ask: Ask, edited: Callable[..., Path]) -> None:
    edited(Profile(pass_phrase=SECRET))

    assert ask(Tenancy(HERE)) == TENANCY


def test_a_session_that_has_expired(ask: Ask, edited: Callable[..., Path]) -> None:
    file = edited(Profile(security_token=True))
    (file.parent / "DEFAULT.token").write_text(unsigned_jwt({"exp": 1_700_000_000}))

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.EXPIRED, f'The session of the profile "DEFAULT" of {file} has expired', SIGN_IN
    )


@pytest.mark.parametrize(
    "text", [SECRET, "", f"{SECRET}.{SECRET}.{SECRET}", SECRET + "\u00fc", unsigned_jwt({"tenant": TENANCY})]
)
def test_a_token_that_is_none(ask: Ask, edited: Callable[..., Path], text: str) -> None:
    file = edited(Profile(security_token=True))
    (file.parent / "DEFAULT.token").write_text(text)

    what, fix = NOT_A_TOKEN
    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS, f'The profile "DEFAULT" of {file} cannot be used: {what}', fix
    )


def test_a_token_that_is_not_there(ask: Ask, edited: Callable[..., Path]) -> None:
    file = edited(Profile(security_token=True), security_token_file="/none/token")

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS,
        f'The profile "DEFAULT" of {file} cannot be used: its `security_token_file` cannot be read',
        "Check the path and the permissions of `security_token_file`.",
    )


def test_a_session_without_a_token(ask: Ask, edited: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    file = edited()
    monkeypatch.setenv("OCI_CLI_AUTH", "security_token")

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS,
        f'The profile "DEFAULT" of {file} cannot be used: `security_token_file` is missing',
        f"Correct it; `oci setup config` writes a complete one. {SEE}",
    )


def test_cloud_shells_profile_elsewhere(ask: Ask, edited: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCI_METADATA_BASE_URL", "http://127.0.0.1:1/opc/v2")
    file = edited(authentication_type="instance_principal", delegation_token_file="/etc/oci/delegation_token")

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS, f'The profile "DEFAULT" of {file} works in Cloud Shell only', "Choose another profile."
    )
