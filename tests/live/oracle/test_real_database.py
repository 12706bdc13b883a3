"""The one test that needs a real Autonomous AI Database. It only reads CLOUD_INTEGRATIONS.

It is deselected unless asked for:

    ADBKMS_TEST_ORACLE_DSN='tcps://adb.us-ashburn-1.oraclecloud.com:1521/…_low.adb.oraclecloud.com' \\
    ADBKMS_TEST_ORACLE_USER=ADMIN ADBKMS_TEST_ORACLE_PASSWORD=… \\
    python -m pytest -m oracle_database tests/live/oracle/test_real_database.py

`ADBKMS_TEST_ORACLE_WALLET` is the folder of a wallet, for mutual TLS, and `ADBKMS_TEST_ORACLE_WALLET_PASSWORD` opens
it; the DSN can then be a name in its tnsnames.ora. With ADBKMS_TEST_ORACLE_DSN set the tests may connect to other
machines, which they are refused otherwise.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.live.oracle.connect import Logon, Timeouts, ask_oracle_user
from generator.live.oracle.connect_string import Dsn
from generator.live.oracle.wallet import Wallet, open_wallet
from generator.live.secret import Secret


@pytest.mark.oracle_database
def test_a_real_database_says_which_user_it_comes_as() -> None:
    wallet = None
    if folder := os.environ.get("ADBKMS_TEST_ORACLE_WALLET"):
        opened = open_wallet(Path(folder), Secret(os.environ.get("ADBKMS_TEST_ORACLE_WALLET_PASSWORD", "")))
        assert isinstance(opened, Wallet), opened
        wallet = opened
    password = Secret(os.environ["ADBKMS_TEST_ORACLE_PASSWORD"])
    logon = Logon(os.environ.get("ADBKMS_TEST_ORACLE_USER", "ADMIN"), password, wallet)

    answer = ask_oracle_user(Dsn(os.environ["ADBKMS_TEST_ORACLE_DSN"]), logon, Timeouts())

    assert isinstance(answer, str), answer
