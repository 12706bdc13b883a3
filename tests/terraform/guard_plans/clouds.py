"""Both clouds for the corpus: moto behind the real hashicorp/aws, and the stand-in for oracle/oci.

What they would choose at random follows from names here, so that the same configuration gives the same plan. The AWS
provider gets its credentials and moto's address by environment variables: nothing of them is in a plan.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from moto.kms.models import KmsBackend

from tests.terraform.attached_provider import REATTACH_VARIABLE, attached_provider, reattached
from tests.terraform.moto_server import ACCOUNT_ID, Credentials, MotoServer, running_moto
from tests.terraform.oci_stand_in import provider as stand_in
from tests.terraform.oci_stand_in.attached import attached_stand_in
from tests.terraform.oci_stand_in.database_service import created_database
from tests.terraform.oci_stand_in.database_store import DatabaseStore
from tests.terraform.provider_mirror import ProviderMirror, terraform_with
from tests.terraform.terraform_core import Terraform, TerraformCore, clean_environment

REGION = "us-east-2"
# A provider that somebody else publishes; the stand-in is that one, too.
FORK = "example/oci"


@dataclass(frozen=True, slots=True)
class Clouds:
    """Terraform with both providers running, and what is behind them."""

    terraform: Terraform
    moto: MotoServer
    databases: DatabaseStore

    def empty(self) -> None:
        """Nothing is in either cloud."""
        self.moto.reset()
        for database in self.databases.all():
            self.databases.remove(database["id"])


def key_id(description: str) -> str:
    """The id of the key with that description."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, description))


def key_arn(description: str) -> str:
    """Its ARN."""
    return f"arn:aws:kms:{REGION}:{ACCOUNT_ID}:key/{key_id(description)}"


def database_ocid(db_name: str) -> str:
    """The OCID of the database with that name."""
    return f"ocid1.autonomousdatabase.oc1.iad.aaaaaaaa{db_name.lower()}"


@contextmanager
def running_clouds(core: TerraformCore, mirror: ProviderMirror, folder: Path) -> Iterator[Clouds]:
    """Both, while it lasts; `folder` is there and empty."""
    databases = DatabaseStore(folder / "databases")
    shown = Credentials()
    with _keys_by_description(), _databases_by_name(), running_moto() as moto:
        environment = clean_environment(folder) | {
            "AWS_ENDPOINT_URL": moto.endpoint_url,
            "AWS_ACCESS_KEY_ID": shown.access_key,
            "AWS_SECRET_ACCESS_KEY": shown.secret_key,
        }
        executable = mirror.executable("hashicorp/aws")
        with (
            attached_provider(executable, "hashicorp/aws", environment, folder / "provider.log") as aws,
            attached_stand_in(databases) as oci,
        ):
            attached = {REATTACH_VARIABLE: aws}
            for source in ("oracle/oci", FORK):
                attached = reattached(attached, source, oci)
            yield Clouds(terraform_with(core, mirror, databases, folder).with_environment(**attached), moto, databases)


@contextmanager
def _keys_by_description() -> Iterator[None]:
    one_at_a_time = threading.Lock()
    create_key = KmsBackend.create_key

    def named(backend: KmsBackend, *arguments: Any, **more: Any) -> Any:
        description = more["description"] if "description" in more else arguments[3]
        with one_at_a_time, patch("moto.kms.models.generate_key_id", lambda _multi_region: key_id(description)):
            return create_key(backend, *arguments, **more)

    with patch.object(KmsBackend, "create_key", named):
        yield


@contextmanager
def _databases_by_name() -> Iterator[None]:
    def named(schema: Any, planned: Mapping[str, Any]) -> dict[str, Any]:
        return created_database(schema, planned) | {"id": database_ocid(planned["db_name"])}

    with patch.object(stand_in, "created_database", named):
        yield
