"""`adbkms status` as people and pipelines call it, against moto and the OCI stand-in over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.cli.conftest import ENCRYPT, Ended
from tests.live.status.answers import COMPARTMENT, ENDPOINT, OCID, ROLE_ARN
from tests.oci_service import AwsKey, DatabaseRecord, OciService
from tests.oci_service.fixtures import oci_config, oci_environment, oci_service
from tests.terraform.moto_server import MotoServer, running_moto

__all__ = ["oci_config", "oci_environment", "oci_service"]

ACCOUNT_ID = "111122223333"
Status = Callable[..., Ended]


@pytest.fixture(scope="session")
def moto_server() -> Iterator[MotoServer]:
    with running_moto() as moto:
        yield moto


@dataclass(frozen=True)
class TwoClouds:
    """moto with the key of the example, and the OCI stand-in with its database."""

    moto: MotoServer
    oci: OciService
    key_arn: str

    @property
    def key(self) -> AwsKey:
        """What the spec wants."""
        return self.aws_key(self.key_arn)

    def aws_key(self, key_arn: str) -> AwsKey:
        return AwsKey(key_arn, ENDPOINT, ROLE_ARN, "tenant_ocid")


@pytest.fixture
def clouds(
    moto_server: MotoServer, oci_environment: OciService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> TwoClouds:
    """Both clouds, reached by the environment; the database is on Oracle's key."""
    moto_server.reset()
    credentials = moto_server.credentials_for(ACCOUNT_ID)
    monkeypatch.setenv("AWS_ENDPOINT_URL", moto_server.endpoint_url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", credentials.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", credentials.secret_key)
    monkeypatch.setenv("AWS_SESSION_TOKEN", credentials.session_token or "")
    kms = moto_server.client("kms", credentials=credentials)
    key_arn = kms.create_key()["KeyMetadata"]["Arn"]
    kms.create_alias(AliasName="alias/ADBS_TestAWSKMSKey", TargetKeyId=key_arn)
    oci_environment.put(DatabaseRecord(ocid=OCID, compartment_id=COMPARTMENT))
    Path(tmp_path, "spec.yaml").write_text(ENCRYPT.read_text("utf-8"), "utf-8")
    return TwoClouds(moto_server, oci_environment, key_arn)


@pytest.fixture
def status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Status:
    """Runs the command in this process, in a folder of its own, not on a terminal."""
    from generator.cli.status import status as command

    app = typer.Typer()
    app.command()(command)
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()

    def run(*arguments: str) -> Ended:
        result = runner.invoke(app, list(arguments), catch_exceptions=False)
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run
