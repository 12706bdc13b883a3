"""A DSN and a user that were given, and the DSN of a database's own connection profiles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.diagnostics import Diagnostic, error
from generator.facts.ocid import parse_ocid
from generator.live.discover.codes import DSN, NOT_AN_OCID
from generator.live.oci.live_database import ConnectionProfile
from generator.live.oracle.connect_string import FORMS, Dsn, unfit

# Names of parameters by which a connect string hands over a secret: `pyo.wallet_password`, `MY_WALLET_PASSWORD`, …
_SECRET = re.compile(r"(?i)passw|pwd|token|secret")
_WHERE_FROM = (
    "Passwords come from the environment variable ADBKMS_DATABASE_PASSWORD, from --password-secret, or from the prompt."
)


def refused_dsn(dsn: str) -> Diagnostic | None:
    """Why a DSN is not taken. It is not repeated: it may hold a password."""
    has_user = "@" in dsn and not dsn.lstrip().startswith("(")
    if has_user or _SECRET.search(dsn):
        return error(DSN, "--dsn holds a user or a password", f"Give the user by --user. {_WHERE_FROM}")
    why = unfit(Dsn(dsn))
    return error(DSN, f"--dsn {why}", FORMS) if why else None


def refused_user(user: str) -> Diagnostic | None:
    """Why a user is not taken. It is not repeated: it may hold a password."""
    if "/" in user or "@" in user or not user.strip():
        return error(DSN, "--user is not a user's name alone", _WHERE_FROM)
    return None


def refused_secret(secret_id: str) -> Diagnostic | None:
    """Why something is not taken for the OCID of a secret. It is not repeated: it may be the secret itself."""
    if parse_ocid(secret_id) is None:
        detail = "It is the OCID of a secret in OCI Vault, ocid1.vaultsecret.oc1.REGION.UNIQUE, and never the password."
        return error(NOT_AN_OCID, "--password-secret is not an OCID", detail)
    return None


def best_profile(profiles: Sequence[ConnectionProfile], has_wallet: bool) -> ConnectionProfile | None:
    """The profile to connect by: of the group LOW if there is one, since one row is asked for. With a wallet mutual TLS
    is preferred, since it was given for that; without one only TLS will do."""
    fit = [one for one in profiles if has_wallet or not one.is_mutual]
    return min(fit, key=lambda one: (one.is_mutual != has_wallet, one.group.upper() != "LOW", one.name), default=None)
