"""moto, which imitates AWS, as a server on loopback; and the real AWS provider's way to it."""

from __future__ import annotations

import json
import logging
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3
import botocore.session
from botocore.config import Config
from moto.moto_server.threaded_moto_server import ThreadedMotoServer

from .moto_key_rotation import remembered_rotation_period
from .moto_simulation import policy_simulator

# The account that moto takes callers for whose credentials it did not issue itself.
ACCOUNT_ID = "123456789012"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an AWS caller shows. moto checks no signature, only which account issued the access key."""

    access_key: str = "AKIAIOSFODNN7EXAMPLE"
    secret_key: str = "not-a-secret"
    session_token: str | None = None


@dataclass(frozen=True, slots=True)
class MotoServer:
    """A running moto. `endpoint_url` serves every AWS service, region and account."""

    endpoint_url: str

    def reset(self) -> None:
        """Forgets everything, in every account."""
        request = urllib.request.Request(f"{self.endpoint_url}/moto-api/reset", method="POST")
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30).close()

    def client(self, service: str, region: str = "us-east-2", credentials: Credentials | None = None) -> Any:
        """A boto3 client of a service (`iam`, `kms`, …), in ACCOUNT_ID or the account of the credentials."""
        shown = credentials or Credentials()
        return boto3.session.Session(
            aws_access_key_id=shown.access_key,
            aws_secret_access_key=shown.secret_key,
            aws_session_token=shown.session_token,
            region_name=region,
        ).client(service, endpoint_url=self.endpoint_url, config=Config(proxies={}))

    def credentials_for(self, account_id: str) -> Credentials:
        """Credentials of a role in another account, which anyone may assume. They last until `reset`."""
        role = f"arn:aws:iam::{account_id}:role/any"
        issued = self.client("sts").assume_role(RoleArn=role, RoleSessionName="tests")["Credentials"]
        return Credentials(issued["AccessKeyId"], issued["SecretAccessKey"], issued["SessionToken"])


@contextmanager
def running_moto() -> Iterator[MotoServer]:
    """A moto in a thread of this process, on a port of 127.0.0.1 that the system chose."""
    requests = logging.getLogger("werkzeug")
    level = requests.level
    requests.setLevel(logging.WARNING)  # A line for every request would bury what a failed test says.
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        with remembered_rotation_period(), policy_simulator(), service_models_read_once():
            yield MotoServer(f"http://{host}:{port}")
    finally:
        server.stop()
        requests.setLevel(level)


@contextmanager
def service_models_read_once() -> Iterator[None]:
    """While it lasts, all boto3 sessions of this process share what they read of the services' models: megabytes of
    JSON, which each session would otherwise read and parse for itself."""
    with patch.object(botocore.session, "create_loader", cache(botocore.session.create_loader)):
        yield


def aws_provider_override(root_module: Path, moto: MotoServer, credentials: Credentials | None = None) -> Path:
    """Makes the root module in the folder `root_module` (a copy!) talk to moto and keep its state beside it.

    Returns the override file. It is merged into the provider block that is there: `region`, `default_tags`,
    `assume_role` and `allowed_account_ids` stay, `profile` goes, since its file is not there. The account
    that is checked against `allowed_account_ids` is that of the credentials, or of the role.
    https://developer.hashicorp.com/terraform/language/files/override
    """
    # Not a block `endpoints`: the provider (5.100) takes over two seconds each time to validate one.
    shared_config = root_module / "test_harness_aws_config"
    shared_config.write_text(f"[default]\nendpoint_url = {moto.endpoint_url}\n", encoding="utf-8")
    shown = credentials or Credentials()
    arguments = {
        "access_key": shown.access_key,
        "secret_key": shown.secret_key,
        "token": shown.session_token,
        "profile": None,
        "shared_config_files": [str(shared_config.resolve())],
    }
    lines = [f"  {name} = {json.dumps(value)}" for name, value in arguments.items()]
    backend = ["terraform {", '  backend "local" {}', "}"]
    override = root_module / "test_harness_override.tf"
    override.write_text("\n".join(['provider "aws" {', *lines, "}", *backend, ""]), encoding="utf-8")
    return override
