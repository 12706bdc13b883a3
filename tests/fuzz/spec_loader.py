"""Bytes to a spec and on to a tree: diagnostics that can be shown, or files that read back as what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import has_errors
from generator.generate import configure_spec
from generator.render.tree import render_tree
from generator.report import report
from generator.spec.files import SpecText
from generator.spec.load import parse_spec
from generator.verify.parse_back import verify_file
from tests.fuzz.promises import shows_safely

_EXAMPLES = Path(__file__).parents[2] / "examples"


def target(data: bytes) -> None:
    """Raises where a spec ends in an exception, a message acts on a terminal, or a tree says something else."""
    spec, found = parse_spec([SpecText("spec.yaml", data)])
    assert spec.stacks or found, "nothing was read, and nothing said"
    roots, found = configure_spec(spec, found)
    shows_safely(report(found, "text"))
    if has_errors(found):
        assert not roots, "a spec with errors was configured"
        return
    tree, faults = render_tree(roots)
    assert not faults
    for root in roots:
        for name, expected in root.files.items():
            path = f"stacks/{root.name}/{name}"
            wrong = verify_file(tree[path], expected, path)
            assert not wrong, wrong


def seeds() -> Iterator[bytes]:
    """The examples, and a small spec with every style of YAML."""
    for path in ("quickstart/3-encrypt.yaml", "existing/adopt.yaml", "strict/strict.yaml"):
        yield (_EXAMPLES / path).read_bytes()
    yield _SMALL


_SMALL = b"""\
version: 1
defaults: {terraform: {tests: false}, aws: &aws {account_id: "111122223333", region: us-east-2}}
stacks:
  p:
    aws: {<<: *aws, tags: {'a b': "\\x41\\u00e9"}}
    oci: {compartment_id: ocid1.compartment.oc1..a, region: us-ashburn-1, tenancy_id: ocid1.tenancy.oc1..a}
    backend: {type: s3, config: {bucket: b, key: k}}
    keys: {K: {description: 'it''s', tags: {"t": u}, annotations: ["checkov:skip=CKV_AWS_1: x"]}}
    policies: {P: {}}
    roles: {R: {policies: [P], oracle_user_arn: "arn:aws:iam::444455556666:user/x"}}
    databases:
      o:
        db_name: O
        display_name: >-
          folded
          text
        admin_password: {variable: true}
        freeform_tags: {"${x}": "%{y}"}
        arguments: {customer_contacts: [{email: a@b.c}], is_auto_scaling_enabled: true, data_storage_size_in_gb: 20}
        encryption: {key: K, role: R}
"""
