"""Who asks the databases, for `adbkms discover`: the user, the password and the wallet. No secret is an option."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.prompts import asked_secret
from generator.diagnostics import Diagnostic, Severity

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
    from generator.live.discover.codes import USER_UNKNOWN
    from generator.live.discover.oracle_users import HOW
    from generator.live.oracle.connect import Logon
    from generator.live.oracle.wallet import open_wallet

    if not (options.password_secret or os.environ.get(DATABASE_PASSWORD) or is_somebody_there()):
        return _unknown(places, USER_UNKNOWN, HOW)
    wallet = open_wallet(options.wallet, _wallet_password(options.wallet)) if options.wallet else None
    if isinstance(wallet, Diagnostic):
        return wallet
    password = _password(options, places, clouds)
    if password is None:
        return _unknown(places, USER_UNKNOWN, HOW)
    return password if isinstance(password, Diagnostic) else Logon(options.user, password, wallet)


def without_driver(places: Sequence[SpecDatabase]) -> Diagnostic | None:
    """Why none of these databases can be asked here, whatever the password."""
    from generator.live.discover.codes import NO_DRIVER
    from generator.live.oracle.connect import is_driver_installed

    if is_driver_installed():
        return None
    detail = (
        "It asks the database. Put it where adbkms is: `pip install oracledb`, or install adbkms with the extra "
        "`oracle`. Or do without: --print-sql prints what a DBA can run, and --oracle-user-arn takes the result."
    )
    return _unknown(places, NO_DRIVER, detail, "python-oracledb is not installed, so this is not known yet")


def _unknown(places: Sequence[SpecDatabase], code: str, detail: str, what: str = "Not known yet") -> Diagnostic:
    """A warning at the first of the roles that wait, or at the database if its role does not."""
    from generator.configuration.identity import awaited_roles

    roles = {
        (place.loaded.name, role): place for place in places for role in awaited_roles(place.stack, place.database)
    }
    names = ", ".join(f"{stack}: {role}" for stack, role in roles)
    summary = f"{what}: the oracle_user_arn of {names or places[0].address}"
    (_, role), place = next(iter(roles.items()), (("", ""), places[0]))
    path = ("roles", role, "oracle_user_arn") if role else ("databases", place.name)
    return place.loaded.diagnostic(Severity.WARNING, code, summary, detail, path)


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
    return asked_secret(f"Password of {options.user} in {where} (nothing: do not ask): ")


def _wallet_password(folder: Path) -> Secret | None:
    from generator.live.oracle.wallet import needs_password
    from generator.live.secret import Secret

    if not needs_password(folder):
        return None
    if text := os.environ.get(WALLET_PASSWORD):
        return Secret(text)
    return asked_secret(f"Password of the wallet {folder}: ") if is_somebody_there() else None
