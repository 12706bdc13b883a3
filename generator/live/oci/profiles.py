"""A profile of the OCI configuration file, and the signer that is made of it."""

from __future__ import annotations

import configparser
import os
from pathlib import Path
from typing import Any

from oci import exceptions
from oci.auth.security_token_container import SecurityTokenContainer
from oci.auth.signers import SecurityTokenSigner
from oci.config import DEFAULT_LOCATION, FALLBACK_DEFAULT_LOCATION, from_file, validate_config
from oci.signer import Signer, load_private_key_from_file

from generator.live.answers import NotKnown
from generator.live.oci import principals
from generator.live.oci.credentials import CLOUD_SHELL, DEFAULT_PROFILE, SECURITY_TOKEN, Credentials
from generator.live.oci.profile_failures import ProfileFailures

TOKEN_FILE = "security_token_file"


def configuration_file() -> Path:
    """The file that the SDK reads: ~/.oci/config if it exists, or else that of OCI_CONFIG_FILE, or ~/.oraclebmc/config
    (`oci.config.from_file`); before them that of OCI_CLI_CONFIG_FILE, which is for Oracle's own CLI."""
    default = Path(DEFAULT_LOCATION).expanduser()
    fallback = Path(FALLBACK_DEFAULT_LOCATION).expanduser()
    if of_the_cli := os.environ.get("OCI_CLI_CONFIG_FILE"):
        return Path(of_the_cli).expanduser()
    if default.is_file():
        return default
    if given := os.environ.get("OCI_CONFIG_FILE"):
        return Path(given).expanduser()
    return fallback if fallback.is_file() else default


def credentials_of_profile(profile: str, method: str | None) -> Credentials | NotKnown:
    """The credentials of a profile, by an API key, or by the token of a session where it has one; `method` decides
    where it is given. Asks nobody, except in Cloud Shell."""
    file = configuration_file()
    failures = ProfileFailures(file, profile)
    try:
        settings = dict(from_file(str(file), profile))
        uses_token = method == SECURITY_TOKEN or (method is None and _has_session(file, profile))
    except Exception as error:
        return failures.in_file(error)
    # The SDK would print every request with its headers, the signature among them, and switch that on for the process.
    settings["log_requests"] = False
    if method == CLOUD_SHELL or (method is None and "authentication_type" in settings):
        return principals.from_the_configuration(failures.description, settings)
    try:
        if uses_token:
            return _of_session(failures, settings)
        return _of_api_key(failures, settings)
    except Exception as error:
        return failures.in_profile(error, settings)


def _has_session(file: Path, profile: str) -> bool:
    """Whether the profile is that of `oci session authenticate`. What it has itself counts more than what it gets from
    DEFAULT: that may have a session, and this one an API key."""
    parser = configparser.ConfigParser(interpolation=None, default_section="")
    parser.read(file)
    if parser.has_option(profile, TOKEN_FILE):
        return True
    return parser.has_option(DEFAULT_PROFILE, TOKEN_FILE) and not parser.has_option(profile, "user")


def _of_session(failures: ProfileFailures, settings: dict[str, Any]) -> Credentials | NotKnown:
    missing = [name for name in (TOKEN_FILE, "key_file", "tenancy") if not settings.get(name)]
    if missing:
        raise exceptions.InvalidConfig(dict.fromkeys(missing, "missing"))
    token = Path(settings[TOKEN_FILE]).expanduser().read_text(encoding="ascii").strip()
    if not SecurityTokenContainer(None, token).valid():
        return failures.expired()
    key = load_private_key_from_file(settings["key_file"], settings.get("pass_phrase"))
    return Credentials(
        failures.description,
        settings["tenancy"],
        failures.sign_in_again,
        True,
        settings,
        SecurityTokenSigner(token, failures.rsa(key)),
        token,
    )


def _of_api_key(failures: ProfileFailures, settings: dict[str, Any]) -> Credentials:
    # The region is the stack's.
    validate_config({**settings, "region": settings.get("region") or "us-ashburn-1"})
    signer = Signer(
        settings["tenancy"],
        settings["user"],
        settings["fingerprint"],
        settings["key_file"],
        pass_phrase=settings.get("pass_phrase"),
    )
    failures.rsa(signer.private_key)
    return Credentials(
        failures.description,
        settings["tenancy"],
        "Check that `user`, `fingerprint` and `key_file` belong together, and that the console still lists the key "
        "under the user's API keys.",
        False,
        settings,
        signer,
    )
