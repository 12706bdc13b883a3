"""Both clouds as stand-ins on loopback, in which the stage *trust* of Oracle's example has been applied."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.cli.conftest import ENCRYPT, Ended
from tests.oci_service import DatabaseRecord, OciService
from tests.oci_service.credentials import Profile, oci_config_file
from tests.oci_service.fixtures import oci_environment, oci_service
from tests.terraform.moto_server import MotoServer, running_moto

from .example import ACCOUNT, COMPARTMENT, KEY_USER, NAME, OCID, POLICY_DESCRIPTION, TENANCY, allow, document, trust

__all__ = ["oci_environment", "oci_service"]

Preflight = Callable[..., Ended]


@pytest.fixture(scope="session")
def moto_server() -> Iterator[MotoServer]:
    with running_moto() as moto:
        yield moto


@pytest.fixture
def oci_config(tmp_path: Path) -> Path:
    """A configuration of the example's tenancy."""
    return oci_config_file(tmp_path / "oci", Profile(tenancy_id=TENANCY))


@dataclass(frozen=True)
class TwoClouds:
    """moto with key, policy and role of the example, and the OCI stand-in with its database."""

    moto: MotoServer
    oci: OciService
    key_id: str = ""

    def client(self, service: str) -> Any:
        """A client of boto3 in the stack's account."""
        return self.moto.client(service, credentials=self.moto.credentials_for(ACCOUNT))


@pytest.fixture
def empty_clouds(moto_server: MotoServer, oci_environment: OciService, monkeypatch: pytest.MonkeyPatch) -> TwoClouds:
    """Both clouds before the first apply, reached by the environment."""
    moto_server.reset()
    act_in(ACCOUNT, moto_server, monkeypatch)
    oci_environment.subscribe(TENANCY, "us-ashburn-1")
    return TwoClouds(moto_server, oci_environment)


def act_in(account_id: str, moto: MotoServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment has credentials of an account."""
    credentials = moto.credentials_for(account_id)
    monkeypatch.setenv("AWS_ENDPOINT_URL", moto.endpoint_url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", credentials.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", credentials.secret_key)
    monkeypatch.setenv("AWS_SESSION_TOKEN", credentials.session_token or "")


@pytest.fixture
def clouds(empty_clouds: TwoClouds) -> TwoClouds:
    """The same after the stages *provision* and *trust*; the database is on Oracle's key."""
    kms, iam = empty_clouds.client("kms"), empty_clouds.client("iam")
    made = kms.create_key(Description="Master encryption key of Autonomous AI Database")["KeyMetadata"]
    kms.create_alias(AliasName=f"alias/{NAME}", TargetKeyId=made["Arn"])
    policy = iam.create_policy(
        PolicyName="ADBS_AWS_Policy1",
        PolicyDocument=document(allow(KEY_USER, [made["Arn"]])),
        Description=POLICY_DESCRIPTION,
    )
    iam.create_role(RoleName="ADBS_AWS_Role1", AssumeRolePolicyDocument=document(trust()))
    iam.attach_role_policy(RoleName="ADBS_AWS_Role1", PolicyArn=policy["Policy"]["Arn"])
    empty_clouds.oci.put(DatabaseRecord(ocid=OCID, compartment_id=COMPARTMENT))
    return replace(empty_clouds, key_id=made["KeyId"])


@pytest.fixture
def preflight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preflight:
    """Runs the command in this process, in a folder with Oracle's example as `spec.yaml`, not on a terminal."""
    from generator.cli.app import app

    monkeypatch.chdir(tmp_path)
    Path("spec.yaml").write_text(ENCRYPT.read_text("utf-8"), "utf-8")
    runner = CliRunner()

    def run(*arguments: str) -> Ended:
        result = runner.invoke(app, ["preflight", *arguments], catch_exceptions=False)
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


def checks_of(data: str) -> dict[str, dict[str, Any]]:
    """The checks of a JSON answer that did not pass, by code."""
    return {one["code"]: one for one in json.loads(data)["checks"] if one["outcome"] != "passed"}
