"""A database that nothing protects and of which nothing is to be ignored has no lifecycle."""

from __future__ import annotations

from pathlib import Path

from generator.generate import generate

SPEC = """\
version: 1
stacks:
  s:
    aws: {account_id: "111122223333", region: us-east-2}
    oci: {tenancy_id: ocid1.tenancy.oc1..aaaa, compartment_id: ocid1.compartment.oc1..aaaa, region: us-ashburn-1}
    protect: false
    databases:
      d: {db_name: D, admin_password: {variable: true}, arguments: {whitelisted_ips: ["10.0.0.1"]}}
"""


def test_it_is_rendered(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC)

    generated = generate([str(tmp_path / "spec.yaml")])

    assert generated.diagnostics == ()
    assert "lifecycle" not in generated.tree["stacks/s/main.tf"]
