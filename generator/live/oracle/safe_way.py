"""Which servers get the password of a database: none without TLS, and none that only an
answer chooses. A wallet is chosen by the user, and says which certificates are trusted anyway."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from generator.live.answers import Cause, NotKnown
from generator.live.oracle.connect_string import Source

if TYPE_CHECKING:
    import oracledb

# OCI's hosts in the commercial realm, the only one with keys in AWS KMS: adb.REGION.oraclecloud.com, and
# NAME.adb.REGION.oraclecloud.com of private endpoints. `second_level_domain` of oc1 in the OCI SDK's realms.
_NAME = r"([a-z0-9-]+\.)+oraclecloud\.com"
_HOST = re.compile(_NAME, re.IGNORECASE)
# Older connection strings name the certificate's subject: "CN=adwc.uscom-east-1.oraclecloud.com, OU=…".
_SUBJECT = re.compile(rf"\s*CN={_NAME}\s*(,.*)?", re.IGNORECASE)
_BY_DSN = "If it is right, give the whole connect string by --dsn."
_MOST_SHOWN = 100

Value = TypeVar("Value")


def refused_way(params: oracledb.ConnectParams, source: Source) -> NotKnown | None:
    """Why the password does not go where a connect string leads, as the driver has understood it.

    A listener that is asked without TLS can choose the weakest of the password verifiers, and whoever it is can then
    try passwords against what the driver answers."""
    if any(protocol != "tcps" for protocol in _each(params.protocol)):
        fix = "Whoever is on the way could find out the password, and Autonomous AI Database takes TLS only. Give a "
        return _refused(f"{source} asks for a connection without TLS", f"{fix}--dsn with PROTOCOL=tcps.")
    if source is Source.OPTION:
        return None
    # What a wallet's own file says of the wallet's folder is of no account: --wallet is.
    names_wallet = source is Source.OCI and any(_each(params.wallet_location))
    if any(_each(params.https_proxy)) or names_wallet:
        fix = f"It is not taken from there. The wallet is given by --wallet. {_BY_DSN}"
        return _refused(f"{source} names {'a wallet' if names_wallet else 'a proxy'}", fix)
    return _outside(params) if source is Source.OCI else None


def _outside(params: oracledb.ConnectParams) -> NotKnown | None:
    """A server that is not Oracle's."""
    fix = f"The password goes to hosts of oraclecloud.com only, where OCI's commercial realm is. {_BY_DSN}"
    for host in _each(params.host):
        if not _HOST.fullmatch(host or ""):
            return _refused(f"{Source.OCI} names a host that is not Oracle's: {str(host)[:_MOST_SHOWN]}", fix)
    if any(subject and not _SUBJECT.fullmatch(subject) for subject in _each(params.ssl_server_cert_dn)):
        return _refused(f"{Source.OCI} names a certificate that is not Oracle's", fix)
    return None


def _refused(summary: str, fix: str) -> NotKnown:
    return NotKnown(Cause.SERVICE_ERROR, summary, fix)


def _each(value: list[Value] | Value) -> list[Value]:
    """The driver has a list only if there is more than one."""
    return value if isinstance(value, list) else [value]
