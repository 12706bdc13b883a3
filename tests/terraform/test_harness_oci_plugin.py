"""The stand-in for oracle/oci as a process: it greets Terraform, and ends with it."""

from __future__ import annotations

import base64
import os
import subprocess
from pathlib import Path

from .oci_root_module import write_database
from .provider_mirror import ProviderMirror
from .terraform_core import Terraform

TENANCY = """
data "oci_identity_tenancy" "ours" {
  tenancy_id = "ocid1.tenancy.oc1..aaaa"
}
"""


def test_a_plugin_whose_terraform_was_killed_ends_too(mirror: ProviderMirror) -> None:
    plugin = mirror.executable("oracle/oci")
    terraform = ["sh", "-c", '"$0" & wait', str(plugin)]
    environment = {**os.environ, "TF_PLUGIN_MAGIC_COOKIE": "of Terraform"}
    with subprocess.Popen(terraform, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        handshake = process.stdout.readline().strip().split("|")

        process.kill()

        assert process.stdout.read() == "", "read to its end, which comes when the plugin is gone"
    assert handshake[:3] == ["1", "6", "tcp"]
    assert handshake[3].startswith("127.0.0.1:")
    assert base64.b64decode(handshake[5] + "==").startswith(b"\x30\x82"), "a certificate in DER"


def test_it_is_not_a_command_for_people(mirror: ProviderMirror) -> None:
    done = subprocess.run([mirror.executable("oracle/oci")], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("This is a provider plugin: Terraform starts it")


def test_it_has_no_data_and_says_so(tmp_path: Path, terraform: Terraform) -> None:
    root = tmp_path / "root"
    write_database(root, more=TENANCY)
    terraform.init(root)

    assert terraform.validate_json(root)["valid"]
    assert "The stand-in for oracle/oci reads no data sources" in terraform.plan(root, check=False).stderr
