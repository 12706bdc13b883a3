"""What the configuration files of the two clouds' SDKs say, without an SDK and without a network: which profiles there
are, and their region, account and tenancy. Of AWS's file with credentials only the names of profiles are taken."""

from __future__ import annotations

import configparser
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.cli.output import say
from generator.facts.oci_regions import region_name

AWS_DEFAULT, OCI_DEFAULT = "default", "DEFAULT"
_MOST_BYTES = 10_000_000
_ACCOUNT = re.compile(r"arn:aws[a-z-]*:iam::([0-9]{12}):")


@dataclass(frozen=True)
class Profiles:
    """`facts` are by profile, and in each by the name of what `init` asks for. `chosen` is the one that the SDKs take
    unless they are told another; "" if there is none."""

    facts: Mapping[str, Mapping[str, str]]
    chosen: str


def aws_profiles() -> Profiles:
    """The profiles of AWS's configuration with `aws_region` and `aws_account`, as far as they say them
    (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html)."""
    config = _read(os.environ.get("AWS_CONFIG_FILE") or "~/.aws/config")
    credentials = _read(os.environ.get("AWS_SHARED_CREDENTIALS_FILE") or "~/.aws/credentials")
    facts: dict[str, dict[str, str]] = {}
    for section, settings in config.items():
        name = AWS_DEFAULT if section == AWS_DEFAULT else section.removeprefix("profile ").strip()
        if section == AWS_DEFAULT or section.startswith("profile "):
            by_role = _ACCOUNT.match(settings.get("role_arn", ""))
            account = by_role[1] if by_role else settings.get("sso_account_id", "")
            facts[name] = _known(aws_region=settings.get("region", ""), aws_account=account)
    for name in credentials:
        facts.setdefault(name, {})
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or ""
    chosen = os.environ.get("AWS_PROFILE") or AWS_DEFAULT
    if region:  # goes before a profile's
        facts = {name: {**one, "aws_region": region} for name, one in facts.items()} or {
            AWS_DEFAULT: _known(aws_region=region)
        }
    return Profiles(facts, chosen if chosen in facts else "")


def oci_profiles() -> Profiles:
    """The profiles of OCI's configuration with `tenancy` and `oci_region`
    (https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm). What DEFAULT says holds for all."""
    settings = _read(_oci_file(), inherited=OCI_DEFAULT)
    facts = {
        name: _known(
            tenancy=os.environ.get("OCI_CLI_TENANCY") or one.get("tenancy", ""),
            oci_region=_region(os.environ.get("OCI_CLI_REGION") or one.get("region", "")),
        )
        for name, one in settings.items()
    }
    chosen = os.environ.get("OCI_CLI_PROFILE") or OCI_DEFAULT
    return Profiles(facts, chosen if chosen in facts else "")


def _oci_file() -> str:
    """The file that `adbkms` asks OCI by: `live/oci/profiles.py`."""
    if of_the_cli := os.environ.get("OCI_CLI_CONFIG_FILE"):
        return of_the_cli
    default = "~/.oci/config"
    return default if os.path.isfile(os.path.expanduser(default)) else os.environ.get("OCI_CONFIG_FILE") or default


def _region(name_or_key: str) -> str:
    return region_name(name_or_key) or name_or_key


def _known(**facts: str) -> dict[str, str]:
    return {name: value for name, value in facts.items() if value}


def _read(path: str, inherited: str | None = None) -> dict[str, dict[str, str]]:
    """The sections of a file with their settings. Its text is never shown, not even where it is wrong."""
    parser = configparser.RawConfigParser(default_section=inherited or "", strict=False, empty_lines_in_values=False)
    file = Path(os.path.expanduser(path))
    try:
        if not file.exists():
            return {}
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:  # a pipe waits for somebody
            raise OSError
        parser.read_string(file.read_text("utf-8"))
    except (OSError, ValueError, configparser.Error):
        say(f"{path} cannot be read as a configuration; nothing is offered from it.")
        return {}
    names: Sequence[str] = [*([inherited] if inherited and parser.defaults() else []), *parser.sections()]
    return {name: dict(parser[name]) for name in names}
