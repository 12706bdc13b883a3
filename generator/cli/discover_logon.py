"""Who asks the databases, for `adbkms discover`: the user, the password and the wallet. No secret is an option."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, warning

if TYPE_CHECKING:
    from generator.live.clouds import Clouds
    from generator.live.oracle.connect import Logon
    from generator.live.secret import Secret
    from generator.spec.databases import SpecDatabase

DATABASE_PASSWORD, WALLET_PASSWORD = "ADBKMS_DATABASE_PASSWORD", "ADBKMS_WALLET_PASSWORD"


@dataclass(frozen=True)
class LogonOptions:
    """What the command line says; `password_secret` is the OCID of a secret in OCI Vault."""

    user: str
    wallet: Path | None
    password_secret: str | None

    def refusals(self) -> list[Diagnostic]:
        """What is wrong with it before anybody is asked."""
        from generator.live.oracle.dsn import refused_secret, refused_user
        from generator.live.oracle.wallet import find_wallet

        found = [
            refused_user(self.user),
            refused_secret(self.password_secret) if self.password_secret is not None else None,
            find_wallet(self.wallet) if self.wallet else None,
        ]
        return [one for one in found if one]


def is_somebody_there() -> bool:
    """True on a terminal, where questions are seen and answered."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def logon_of(options: LogonOptions, places: Sequence[SpecDatabase], clouds: Clouds) -> Logon | Diagnostic:
    """The logon for all of these databases, or why there is none. On a terminal it asks for the passwords."""
    from generator.live.discover.codes import NO_DRIVER, USER_UNKNOWN
    from generator.live.discover.oracle_users import HOW
    from generator.live.oracle.connect import Logon, is_driver_installed
    from generator.live.oracle.wallet import open_wallet

    if not (options.password_secret or os.environ.get(DATABASE_PASSWORD) or is_somebody_there()):
        return warning(USER_UNKNOWN, _unknown(places), HOW)
    if not is_driver_installed():
        detail = "pip install 'adbkms[oracle]'. Or do without it: --print-sql prints what a DBA can run, and "
        return warning(NO_DRIVER, _unknown(places), f"{detail}--oracle-user-arn takes the result.")
    password = _password(options, places, clouds)
    if password is None:
        return warning(USER_UNKNOWN, _unknown(places), HOW)
    if isinstance(password, Diagnostic):
        return password
    if options.wallet is None:
        return Logon(options.user, password)
    wallet = open_wallet(options.wallet, _wallet_password(options.wallet))
    return wallet if isinstance(wallet, Diagnostic) else Logon(options.user, password, wallet)


def _unknown(places: Sequence[SpecDatabase]) -> str:
    from generator.configuration.identity import awaited_roles

    roles = dict.fromkeys(
        f"{place.loaded.name}: {role}" for place in places for role in awaited_roles(place.stack, place.database)
    )
    return f"Not known yet: the oracle_user_arn of {', '.join(roles) or places[0].address}"


def _password(options: LogonOptions, places: Sequence[SpecDatabase], clouds: Clouds) -> Secret | Diagnostic | None:
    from generator.live.access import OciAccess, oci_access
    from generator.live.answers import NotKnown
    from generator.live.codes import diagnostic_of
    from generator.live.secret import Secret

    if options.password_secret:
        from generator.facts.oci_regions import region_name
        from generator.facts.ocid import parse_ocid
        from generator.live.oci.secrets import secret_of

        access = oci_access(places[0].stack)
        ocid = parse_ocid(options.password_secret)
        region = region_name(ocid.region) if ocid else None
        secret = secret_of(
            clouds.connections.oci, OciAccess(region or access.region, access.profile), options.password_secret
        )
        return diagnostic_of(secret, "The password") if isinstance(secret, NotKnown) else secret
    if text := os.environ.get(DATABASE_PASSWORD):
        return Secret(text)
    where = places[0].address if len(places) == 1 else f"{len(places)} databases, the same in all"
    return _asked(f"Password of {options.user} in {where} (nothing: do not ask): ")


def _wallet_password(folder: Path) -> Secret | None:
    from generator.live.oracle.wallet import needs_password
    from generator.live.secret import Secret

    if not needs_password(folder):
        return None
    if text := os.environ.get(WALLET_PASSWORD):
        return Secret(text)
    return _asked(f"Password of the wallet {folder}: ") if is_somebody_there() else None


def _asked(prompt: str) -> Secret | None:
    """What somebody types, without echo; None for nothing."""
    from getpass import getpass

    from generator.live.secret import Secret
    from generator.report.visible import visible

    try:
        text = getpass(visible(prompt))
    except EOFError:
        return None
    return Secret(text) if text else None
