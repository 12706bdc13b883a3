"""One question to one database, by python-oracledb in its thin mode: no Oracle Client, no second attempt."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.live.answers import NotKnown
from generator.live.oracle.cloud_integrations import MOST_ROWS, Rows, cloud_integrations, oracle_user
from generator.live.oracle.connect_string import Dsn, Source, look_up
from generator.live.oracle.deadline import within
from generator.live.oracle.failures import failure
from generator.live.oracle.safe_way import refused_way
from generator.live.oracle.wallet import Wallet
from generator.live.secret import Secret

if TYPE_CHECKING:
    import oracledb

UNKNOWN_PLACE = "the database"


@dataclass(frozen=True)
class Timeouts:
    """Seconds for the TCP connection, and for what comes behind it: TLS, the logon, the query."""

    connect: float = 10.0
    call: float = 20.0


@dataclass(frozen=True)
class Logon:
    """Who asks, and with which wallet; None for TLS without a certificate of the client."""

    user: str
    password: Secret
    wallet: Wallet | None = None


def is_driver_installed() -> bool:
    """True with the extra `oracle`. Nothing is imported."""
    from importlib.util import find_spec

    return find_spec("oracledb") is not None


def ask_oracle_user(
    dsn: Dsn, logon: Logon, timeouts: Timeouts, shown: Callable[[str], object] = lambda line: None
) -> str | NotKnown:
    """The ARN of the IAM user that the database comes as. Blocks; never raises for what a database, the network or the
    driver does. `shown` is told where the connection goes to."""
    import oracledb

    # Without this the first connection that hangs holds up all others. The driver leaves it without types.
    oracledb.enable_thin_mode()  # type: ignore[no-untyped-call]
    known = look_up(dsn, logon.wallet)
    if isinstance(known, NotKnown):
        return known
    try:
        params = _parameters(known, logon, timeouts)
    except (oracledb.Error, OSError, ValueError) as wrong:
        return failure(wrong, UNKNOWN_PLACE)
    if isinstance(params, NotKnown):
        return params
    where = _place(params)
    shown(f"oracle {where} select cloud_integrations as {logon.user}")

    def asked() -> Rows:
        with oracledb.connect(params=params, user=logon.user, password=logon.password.reveal()) as connection:
            connection.call_timeout = int(timeouts.call * 1000)
            return cloud_integrations(_Driver(connection))

    try:
        # The driver waits for ever for a server that accepts and says nothing.
        return oracle_user(within(timeouts.connect + timeouts.call, asked))
    except Exception as wrong:  # whatever the driver makes of the bytes of a server that is no database
        return failure(wrong, where)


class _Driver:
    """The driver's connection as the thin seam."""

    def __init__(self, connection: oracledb.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str) -> Iterable[tuple[object, ...]]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql)
            rows: list[tuple[object, ...]] = cursor.fetchmany(MOST_ROWS + 1)
            return rows


def _parameters(dsn: Dsn, logon: Logon, timeouts: Timeouts) -> oracledb.ConnectParams | NotKnown:
    """One attempt: the descriptors of Autonomous Databases ask for twenty, a minute in all, and a wrong password would
    lock the account. A NotKnown for a server that does not get the password."""
    import oracledb

    wallet = logon.wallet
    # What names no protocol means TLS here, and plain TCP to the driver. Names have been looked up already; what it
    # takes for one all the same, it looks for in a tnsnames.ora, by default in TNS_ADMIN. /dev/null is no such folder.
    params: oracledb.ConnectParams = oracledb.ConnectParams(protocol="tcps", config_dir=os.devnull)
    params.parse_connect_string(dsn.text)
    if refusal := refused_way(params, dsn.source):
        return refusal
    if dsn.source is not Source.OPTION:
        # OCI's connection strings for private endpoints say ssl_server_dn_match=no: anybody's certificate would do.
        params.set(ssl_server_dn_match=True)
    params.set(tcp_connect_timeout=timeouts.connect, retry_count=0, retry_delay=0, program="adbkms")
    if wallet:
        password = wallet.password.reveal() if wallet.password else None
        params.set(wallet_location=wallet.folder, wallet_password=password)
    return params


def _place(params: oracledb.ConnectParams) -> str:
    """HOST:PORT, the first of them."""
    host, port = (one[0] if isinstance(one, list) else one for one in (params.host, params.port))
    return f"{host}:{port}" if host else UNKNOWN_PLACE
