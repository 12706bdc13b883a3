"""A real Terraform and two empty clouds for the commands of a page, which begin in an empty folder.

A page asks for them by a comment, `<!-- the commands below have Terraform and two empty clouds -->`. Terraform is the
one of the tests; its `hashicorp/aws` is the real one, with moto behind it, and its `oracle/oci` the stand-in. What
Terraform has applied is what the stand-in for OCI's own API answers.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.docs.clouds import ACCOUNT_ID, TENANCY
from tests.oci_service import Profile, oci_config_file, running_oci_service
from tests.terraform.attached_provider import REATTACH_VARIABLE, attached_provider, reattached
from tests.terraform.moto_server import running_moto
from tests.terraform.oci_stand_in.attached import attached_stand_in
from tests.terraform.oci_stand_in.database_store import DatabaseStore
from tests.terraform.provider_mirror import ProviderMissing, make_mirror
from tests.terraform.terraform_core import CORE_VARIABLE, clean_environment, find_core
from tests.users_environment import USERS_ENVIRONMENT

WANTED = "<!-- the commands below have Terraform and two empty clouds -->"
LEAVE_OUT_VARIABLE = "ADBKMS_TEST_ALLOW_NO_AWS_PROVIDER"

# What the clouds make up. There is one of each on a page, so that nothing different becomes equal here.
_MADE_UP = (
    (re.compile(r"(?<=ocid1\.autonomousdatabase\.oc1\.iad\.)[0-9a-f]{60}"), "aaaaaaaaexampledatabase"),
    (re.compile(r"(?<=:key/)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "1234abcd-12ab-34cd-56ef-1234567890ab"),
)


def with_names_of_the_examples(output: str) -> str:
    """A command's output, equal in every run: the database's OCID and the key's id are those of the examples."""
    for pattern, name in _MADE_UP:
        output = pattern.sub(name, output)
    return output


@contextmanager
def terraform_and_clouds(folder: Path) -> Iterator[Mapping[str, str]]:
    """Runs all of it while it lasts, and puts `terraform` into `folder`/bin; yields the environment that leads there.

    Raises `ProviderMissing` where the real AWS provider cannot be had.
    """
    core = find_core(folder / "core", os.environ.get(CORE_VARIABLE))
    mirror = make_mirror(folder / "providers", core, USERS_ENVIRONMENT, Path.home())
    if mirror.aws is None:
        raise ProviderMissing(mirror.missing)
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / "terraform").symlink_to(core.executable)
    databases = DatabaseStore(folder / "databases")
    with running_moto() as moto, attached_stand_in(databases) as stand_in, running_oci_service(databases) as oci:
        oci.subscribe(TENANCY, "us-ashburn-1")
        moto.reset()
        shown = moto.credentials_for(ACCOUNT_ID)
        amazon = {
            "AWS_ENDPOINT_URL": moto.endpoint_url,
            "AWS_ACCESS_KEY_ID": shown.access_key,
            "AWS_SECRET_ACCESS_KEY": shown.secret_key,
            "AWS_SESSION_TOKEN": shown.session_token or "",
        }
        clean = clean_environment(folder, mirror.cli_configuration)
        executable, log = mirror.executable("hashicorp/aws"), folder / "aws-provider.log"
        with attached_provider(executable, "hashicorp/aws", clean | amazon, log) as running:
            yield (
                {name: value for name, value in clean.items() if name != "PATH"}
                | amazon
                | reattached({REATTACH_VARIABLE: running}, "oracle/oci", stand_in)
                | {
                    "TF_VAR_orders_admin_password": "Not-a-secret-1",
                    "ADBKMS_OCI_ENDPOINT": oci.endpoint,
                    "OCI_CONFIG_FILE": str(oci_config_file(folder / "oci", Profile(tenancy_id=TENANCY))),
                }
            )


def may_be_left_out() -> bool:
    """Whether a page that needs the real AWS provider may stay as it is where that cannot be had."""
    return os.environ.get(LEAVE_OUT_VARIABLE) == "1"
