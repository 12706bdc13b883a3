"""Oracle's example as `adbkms discover` finds and leaves it, and how a test looks at what it says."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Ended
from tests.live.discover.conftest import OCID, USER

ORDERS = "payments-prod/orders"
OCID_LINE = "ocid: null # once it exists"
USER_LINE = "oracle_user_arn: null # in the database"
SECRET = "ocid1.vaultsecret.oc1.iad.adminpassword"


def filled(text: str) -> str:
    """The example with both values in it, and every comment where it was."""
    return text.replace(OCID_LINE, f"ocid: {OCID} # once it exists").replace(
        USER_LINE, f"oracle_user_arn: {USER} # in the database"
    )


def outputs_file(folder: Path, ocid: object = OCID, name: str = "database_orders_id") -> Path:
    path = folder / "outputs.json"
    output = {"sensitive": False, "type": "string", "value": ocid}
    hidden = {"sensitive": True, "type": "string", "value": "planted-output"}
    path.write_text(json.dumps({name: output, "other": hidden}), "utf-8")
    return path


def words(ended: Ended) -> str:
    return " ".join(ended.messages.split())


def refused(ended: Ended, code: str, *said: str) -> None:
    assert ended.code == 1
    assert f"({code})" in ended.messages, ended.messages
    for text in said:
        assert text in words(ended)
