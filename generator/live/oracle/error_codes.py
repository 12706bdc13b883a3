"""Oracle's error codes and the driver's on the way to a database, each with what it means there and what to do.

Sources: https://docs.oracle.com/error-help/db/, and `errors.py` of python-oracledb, where several of Oracle's codes
have become one of the driver's, with "Similar to ORA-…" in its text.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.live.answers import Cause

ACCESS_LIST = (
    "The address that you come from may be missing in the database's access list, the database may be stopped or have "
    "a private endpoint, or a firewall is in between. Look at the database in OCI, or try from another network."
)
_TWICE = "After several failed attempts Oracle locks the account, so look before you try again."
TLS = (
    "adbkms connects by TLS only, which is port 1521, or 1522 with a wallet for mutual TLS. A proxy that opens TLS "
    "looks the same."
)
_OTHER_NAME = (
    f"{TLS} A host that is reached by another name than its certificate's, by a tunnel or as a private endpoint, may "
    "need ssl_server_dn_match=no, with which anybody's certificate will do: that is taken from --dsn alone."
)
_DSN = "It is HOST:PORT/SERVICE, (DESCRIPTION=…), or a name in the wallet's tnsnames.ora."
LISTENER = "Is the service name of the DSN right, and is the database running? Look at its state in OCI."
_SHOW = "ADMIN may read CLOUD_INTEGRATIONS, and so may a user with the role DWROLE: GRANT DWROLE TO the user."

# The first that an exception has, in this order, says most.
BY_CODE: Mapping[str, tuple[Cause, str, str]] = MappingProxyType(
    {
        "ORA-01017": (Cause.NO_CREDENTIALS, "The user or the password is wrong", _TWICE),
        "ORA-28000": (
            Cause.NO_CREDENTIALS,
            "The account is locked",
            "ADMIN can unlock it: ALTER USER … ACCOUNT UNLOCK. For ADMIN itself, set its password in the OCI console.",
        ),
        "ORA-28001": (
            Cause.EXPIRED,
            "The password has expired",
            "Set a new one: ALTER USER … IDENTIFIED BY …, or for ADMIN in the OCI console.",
        ),
        "DPY-4001": (Cause.NO_CREDENTIALS, "There is no user or no password", "Give both; see --user."),
        "ORA-01045": (
            Cause.NOT_PERMITTED,
            "The user may not log on",
            "GRANT CREATE SESSION TO the user, or take ADMIN.",
        ),
        "ORA-00942": (Cause.NOT_PERMITTED, "The user does not see CLOUD_INTEGRATIONS", _SHOW),
        "ORA-01031": (Cause.NOT_PERMITTED, "The user lacks a privilege", _SHOW),
        "ORA-12506": (
            Cause.UNREACHABLE,
            "The access list of the database does not let you in",
            "Add the address that you come from to the database's access list in OCI, or take a network that is in it.",
        ),
        "ORA-12514": (Cause.UNREACHABLE, "The listener does not know the database's service", LISTENER),
        "DPY-6001": (Cause.UNREACHABLE, "The listener does not know the database's service", LISTENER),
        "ORA-12505": (Cause.UNREACHABLE, "The listener does not know the database's SID", LISTENER),
        "DPY-6003": (Cause.UNREACHABLE, "The listener does not know the database's SID", LISTENER),
        "ORA-01033": (Cause.UNREACHABLE, "The database is starting or stopping", "Try again when it is AVAILABLE."),
        "ORA-01034": (Cause.UNREACHABLE, "The database is not running", "Start it in OCI."),
        "ORA-01089": (Cause.UNREACHABLE, "The database is stopping", "Start it in OCI."),
        "ORA-01090": (Cause.UNREACHABLE, "The database is stopping", "Start it in OCI."),
        "DPY-6000": (Cause.UNREACHABLE, "The listener refuses the connection", LISTENER),
        # The driver takes it for a name, which it is not: names are looked up before (`connect_string.py`).
        "DPY-4026": (Cause.SERVICE_ERROR, "The DSN cannot be read", _DSN),
        "DPY-4017": (Cause.SERVICE_ERROR, "The DSN cannot be read", _DSN),
        "DPY-4018": (Cause.SERVICE_ERROR, "The DSN cannot be read", _DSN),
        "DPY-4021": (Cause.SERVICE_ERROR, "The protocol of the DSN is not known", "It is tcps."),
        "DPY-2049": (Cause.SERVICE_ERROR, "The DSN names no address", _DSN),
        "DPY-2018": (Cause.SERVICE_ERROR, "The wallet has no ewallet.pem", "Download it anew from the OCI console."),
        "DPY-6002": (Cause.UNREACHABLE, "The server's certificate is of somebody else", _OTHER_NAME),
        "DPY-6006": (Cause.UNREACHABLE, "The server's certificate is of somebody else", _OTHER_NAME),
        "DPY-6004": (
            Cause.UNREACHABLE,
            "The proxy does not let the connection through",
            "Look at the proxy in the DSN.",
        ),
        "DPY-4024": (Cause.UNREACHABLE, "The database does not answer in time", ACCESS_LIST),
    }
)
