"""What is wrong with a profile of the OCI configuration file.

Nothing of what the parsers and the SDK say is shown: it may hold a line with a passphrase, or a key. Line numbers and
the names of keys are enough to find it.
"""

from __future__ import annotations

import configparser
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from oci import exceptions

from generator.live.answers import Cause, NotKnown

_SETTINGS = "https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm"


class ProfileFailures:
    """The messages about one profile."""

    def __init__(self, file: Path, profile: str) -> None:
        self.file = file
        self.profile = profile
        self.description = f'the profile "{profile}" of {file}'
        name = shlex.quote(profile)
        self.sign_in_again = f"Run `oci session authenticate --profile-name {name}`, and this command again."

    def in_file(self, error: Exception) -> NotKnown:
        """What `oci.config.from_file` raises."""
        if isinstance(error, exceptions.ConfigFileNotFound):
            return self._no_file()
        if isinstance(error, exceptions.ProfileNotFound):
            return self._no_profile()
        if isinstance(error, exceptions.InvalidKeyFilePath):
            return self._of("its `key_file` is not a file", "Correct `key_file`: the path of the private key.")
        if isinstance(error, configparser.Error | UnicodeError):
            line = _line(error)
            return _no_credentials(
                f"{self.file} is not a configuration file of OCI" + (f": line {line} cannot be read" if line else ""),
                f"Correct it by hand, or write a new one with `oci setup config`. What belongs into it: {_SETTINGS}",
            )
        return self._of(
            "the SDK does not take its settings",
            f"Remove `key_content`, which is not for a file, and set `log_requests` to true or false. See {_SETTINGS}",
        )

    def in_profile(self, error: Exception, settings: Mapping[str, Any]) -> NotKnown:
        """What the SDK raises when it makes a signer of a profile."""
        if isinstance(error, exceptions.InvalidConfig) and isinstance(error.errors, dict):
            words = ", ".join(f"`{name}` is {why}" for name, why in sorted(error.errors.items()))
            return self._of(words, f"Correct it; `oci setup config` writes a complete one. See {_SETTINGS}")
        if isinstance(error, exceptions.MissingPrivateKeyPassphrase):
            return self._of(
                "its private key has a passphrase, and the profile does not",
                "Set `pass_phrase` there, or use a session: `oci session authenticate`.",
            )
        if isinstance(error, OSError):
            name = (
                "security_token_file"
                if error.filename == _expanded(settings.get("security_token_file"))
                else "key_file"
            )
            return self._of(f"its `{name}` cannot be read", f"Check the path and the permissions of `{name}`.")
        if settings.get("security_token_file") and not isinstance(
            error, exceptions.InvalidPrivateKey | UnicodeEncodeError
        ):
            return self._of("its `security_token_file` does not hold a token", self.sign_in_again)
        return self._of(
            "its `key_file` is not a private RSA key, or its passphrase is another one",
            "Correct `key_file` or `pass_phrase`: it takes the private key in PEM format, not the public one.",
        )

    def expired(self) -> NotKnown:
        """The token of a session whose time is over: OCI need not be asked."""
        return NotKnown(Cause.EXPIRED, f"The session of {self.description} has expired", self.sign_in_again)

    def rsa(self, key: object) -> RSAPrivateKey:
        """The key, if it is one that OCI takes; the SDK finds out at the first request only."""
        if not isinstance(key, RSAPrivateKey):
            raise exceptions.InvalidPrivateKey
        return key

    def _no_file(self) -> NotKnown:
        if self.file.is_dir():
            return _no_credentials(
                f"{self.file} is a folder, not a configuration file of OCI",
                "Name the file in OCI_CONFIG_FILE, or in OCI_CLI_CONFIG_FILE if that is what you have set, such as "
                f"{self.file / 'config'}.",
            )
        if self.file.exists():
            return _no_credentials(f"{self.file} cannot be read", "Check the permissions of the file.")
        return _no_credentials(
            f"There is no OCI configuration: {self.file} does not exist",
            "Run `oci setup config` or `oci session authenticate`, or set OCI_CONFIG_FILE to the file that you have.",
        )

    def _no_profile(self) -> NotKnown:
        parser = configparser.ConfigParser(interpolation=None, default_section="")
        parser.read(self.file)
        there_are = ", ".join(parser.sections()) or "none"
        return _no_credentials(
            f'{self.file} has no profile "{self.profile}"',
            f"Set `oci.profile` of the stack, or OCI_CLI_PROFILE, to one that there is: {there_are}.",
        )

    def _of(self, what: str, fix: str) -> NotKnown:
        return _no_credentials(f"{self.description[0].upper()}{self.description[1:]} cannot be used: {what}", fix)


def _no_credentials(summary: str, fix: str) -> NotKnown:
    return NotKnown(Cause.NO_CREDENTIALS, summary, fix)


def _line(error: Exception) -> int | None:
    """The line that a parser stopped at."""
    if line := getattr(error, "lineno", None):
        return int(line)
    errors = getattr(error, "errors", None)
    return int(errors[0][0]) if errors else None


def _expanded(path: str | None) -> str | None:
    return str(Path(path).expanduser()) if path else None
